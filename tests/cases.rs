//! Every case of the shipped specs comes out as it expects.

use std::path::Path;

use regc::program::{ParsedFile, Program};
use regc::run;
use regc::source::{SourceFile, Sources};

/// Compiles a case file with the files it uses, all of them beside it or one folder up.
fn compile(cases: &Path) -> Program {
    let folder = cases.parent().unwrap();
    let spec = cases.file_name().unwrap().to_str().unwrap().replace(".cases", "");
    let mut sources = Sources::default();
    let mut files: Vec<ParsedFile> = Vec::new();
    for path in [folder.join("../calendars/kz.reg"), folder.join(spec), cases.to_owned()] {
        let text = std::fs::read_to_string(&path).unwrap();
        let source = sources.add(SourceFile::new(path.display().to_string(), text));
        let mut file = ParsedFile::parse(source, sources.get(source).unwrap());
        file.uses = (0..files.len()).collect();
        files.push(file);
    }
    Program::compile(sources, files)
}

#[test]
fn every_case_of_the_specs_comes_out_as_expected() {
    let mut failed = Vec::new();
    let mut count = 0;
    for act in ["vko-2014-70", "zhambyl-2015-173"] {
        for service in ["medical", "pharmaceutical", "narcotics"] {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("specs/{act}/{service}.cases.reg"));
            if !path.exists() {
                continue;
            }
            let program = compile(&path);
            let unit = program.units.last().unwrap();
            let set = unit.processes.as_ref().unwrap();
            for case in &unit.cases {
                count += 1;
                match run::run(set, case) {
                    Ok(trace) => {
                        let differences = run::differences(case, &trace);
                        if !differences.is_empty() {
                            failed.push(format!("{act} {service} {}: {differences:?}", case.title));
                        }
                    }
                    Err(stop) => failed.push(format!("{act} {service} {}: {stop:?}", case.title)),
                }
            }
        }
    }
    assert!(failed.is_empty(), "{} of {count} cases:\n{}", failed.len(), failed.join("\n"));
    assert!(count > 100);
}
