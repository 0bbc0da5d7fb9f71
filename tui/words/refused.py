"""What the system refused, in one sentence a clerk can act on."""

from __future__ import annotations

import errno

from tui.words.language import _


def refused(error: OSError) -> str:
    """Why something could not be written: the disk, the rights, the folder."""
    sentences = {
        errno.ENOSPC: _("磁盘已满"),
        errno.EDQUOT: _("磁盘配额已用完"),
        errno.EFBIG: _("文件超过允许的大小"),
        errno.EACCES: _("没有写入权限"),
        errno.EPERM: _("没有写入权限"),
        errno.EROFS: _("此处只读，不能写入"),
        errno.ENOENT: _("文件夹不在了"),
        errno.ENOTDIR: _("文件夹不在了"),
        errno.EISDIR: _("同名的是一个文件夹"),
        errno.ENAMETOOLONG: _("文件名太长"),
        errno.EIO: _("磁盘读写出错"),
        errno.ESTALE: _("网络文件夹已断开"),
        errno.EBUSY: _("文件正被占用"),
        errno.ETXTBSY: _("文件正被占用"),
    }
    if error.errno is None:
        return str(error)
    why = sentences.get(error.errno, error.strerror or str(error))
    return f"{why}:{error.filename}" if error.filename else why
