"""A text to the figures of its three tables, each with its span. One report, walked through in five steps:

1. Bytes to text (`parsers.text.source`, `parsers.documents`). A document becomes a text with a grid for each table; a
   text is decoded once, and offsets count its code points from then on.

       | 三、本年度办理结果 | (一)予以公开 |  | 3 | 1 | 0 | 0 | 0 | 0 | 4 |

2. Labels and figures to bands (`labels`, `bands`, `matrix_rows`). Labels are squashed and chained in the order of the
   form; a row's band is the text from its label to the next. `(一)予以公开` is the row `granted` of 表三, and its band
   holds the figures 3 1 0 0 0 0 4.

3. Hypotheses (`gridded` for grids; `layouts`, weighed by `weigh`). Each says under which column a figure stands. With
   bars around every cell the 3 is `natural_person` at 264, the 1 `business` at 268, the 4 `total` at 288.

4. Proof, row by row (`gridded.proof`, `matrix`). Seven cells, seven figures, and 3 + 1 + 0 + 0 + 0 + 0 = 4, a sum that
   could have failed: the row is read, without a flag, and `evidence` remembers `bars` and `whole`. A row that lost its
   blanks is placed by arithmetic (`align`) and flagged, every cell of it.

5. Report (`read`, then `parsers.checking.checks`). The identities are checked over all rows. In this report the
   column's total is printed 6 and its results add up to 5: the 3 keeps its value and its span, and is flagged:
   `Cell(value=3, raw='3', span=Span(start=264, end=265), origin=<Origin.READ: 'read'>, flag='identity_fails')`.
"""
