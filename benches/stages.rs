//! The stages, measured one by one.

fn main() {}
