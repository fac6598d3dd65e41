//! The `regc` program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    regc::cli::main()
}
