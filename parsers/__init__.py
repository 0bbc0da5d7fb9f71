"""Text in, typed report out: reads 政府信息公开工作年度报告 and checks their arithmetic. No I/O."""
