//! The files that nobody has open: asked for by what reads them.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::diagnostic::Unreadable;

/// When a file was last written and how long it is: another stamp, another text.
pub type Stamp = Option<(SystemTime, u64)>;

/// Files, as the command line hands them in.
pub trait Disk {
    /// The text of a file.
    ///
    /// # Errors
    ///
    /// Why it cannot be read.
    fn text(&self, path: &Path) -> Result<String, Unreadable>;

    /// The stamp of a file; [`None`] where there is no such file.
    fn stamp(&self, path: &Path) -> Stamp;

    /// A path without links and steps back, by which a file is known whoever names it.
    fn real(&self, path: &Path) -> PathBuf;

    /// The `.reg` files of a folder and those under it; what cannot be read is left out.
    fn reg_files(&self, folder: &Path) -> Vec<PathBuf>;
}
