//! `regc run`: one case, step by step.

mod input;
mod outputs;
mod save;
mod typed;
mod walk;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::open::{self, Opened};
use super::output::{Exit, Failure};
use super::{Shared, width};
use crate::graph::ProcessSet;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::Case;
use crate::report;
use crate::report::message::say;
use crate::run::{self, Difference, Trace};
use outputs::Outputs;

/// Run a case and print what happens when
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  regc run specs/vko-2014-70/medical.reg --procedure выдача --start '2014-06-02 10:00' \\
      --answer 'условие 1=да' --answer 'итог=лицензия'
  regc run specs/vko-2014-70/medical.cases.reg --case 'Выдача: неполный пакет'
  regc run specs/vko-2014-70/medical.reg --procedure выдача --start '2014-06-02 10:00' \\
      --step --save walk.reg
  regc run walk.reg --case 'Выдача' --at '2014-06-10 12:00'
  regc run specs/vko-2014-70/medical.cases.reg --all-cases --durations random --seed 7 \\
      --format xes -o log.xes

An answer is a line of a case with `=` for the colon: a step's answer, its duration
(`действие 3=2 часа`), its completion (`действие 5 завершено=2014-06-20 12:00`), an outcome
(`итог=…`). A fact is given by its name (`--fact 'оплата=да'`); conditions that facts decide
need no answer.")]
pub struct Run {
    /// The regulation, or a file of cases
    file: PathBuf,

    /// The procedure [default: the only one]
    #[arg(long, value_name = "ID", conflicts_with = "case")]
    procedure: Option<String>,

    /// The kind of the service
    #[arg(long, value_name = "ID", conflicts_with = "case")]
    variant: Option<String>,

    /// When the application is filed: '2014-06-02 10:00'
    #[arg(long, value_name = "DATE TIME", conflicts_with = "case")]
    start: Option<String>,

    /// What is given for a step: 'условие 1=да'; may be repeated
    #[arg(long, value_name = "STEP=VALUE", conflicts_with = "case")]
    answer: Vec<String>,

    /// What is known of the case: 'оплата=да'; may be repeated
    #[arg(long, value_name = "FACT=VALUE", conflicts_with = "case")]
    fact: Vec<String>,

    /// How long steps take where nothing is given
    #[arg(long, value_enum, default_value_t = Durations::Max, value_name = "WHICH")]
    durations: Durations,

    /// Which draw of durations; the same seed gives the same one [default: 0]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,

    /// Say under the table why each date is what it is
    #[arg(long)]
    explain: bool,

    /// A case of the file, by its title or the beginning of it; may be repeated
    #[arg(long, value_name = "TITLE")]
    case: Vec<String>,

    /// Every case of the file
    #[arg(long, conflicts_with_all = ["case", "procedure", "variant", "start", "answer", "fact"])]
    all_cases: bool,

    #[command(flatten)]
    outputs: Outputs,

    #[command(flatten)]
    walk: walk::Options,

    #[command(flatten)]
    shared: Shared,
}

/// A case that was run.
struct Walked {
    case: Case,
    /// How many of its lines are its own: the durations that were drawn stand behind them.
    given: usize,
    trace: Trace,
    /// Why its dates are what they are, if that was asked for.
    explained: Option<String>,
    /// What it expects, and what came instead.
    differences: Vec<Difference>,
    /// It was held against what it expects.
    is_held: bool,
}

/// How long steps take where nothing is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Durations {
    /// As long as they may
    Max,
    /// Drawn from one minute to their maximum, as the seed says
    Random,
}

impl Run {
    pub fn run(&self) -> Result<Exit, Failure> {
        let opened = match open::regulation(&self.file, &self.shared)? {
            Ok(opened) => opened,
            Err(_) if self.walk.given() => return Err(walk::not_gone_on()),
            Err(exit) => return Ok(exit),
        };
        if self.seed.is_some() && self.durations != Durations::Random {
            return Err(Failure::usage(say!(
                opened.language,
                "--seed имеет смысл только с --durations random",
                "--seed тек --durations random бірге қолданылады",
                "--seed has a meaning with --durations random only"
            )));
        }
        let mut cases = self.cases(&opened)?;
        if self.walk.given() {
            let case = cases.pop().filter(|_| cases.is_empty()).ok_or_else(|| walk::one_case(opened.language))?;
            return self.walk.run(&opened, case, self.case.is_empty(), (&self.outputs, &self.shared));
        }
        let walked = cases.into_iter().map(|case| self.walk(&opened, case));
        let walked = walked.collect::<Result<Vec<_>, _>>()?;
        self.outputs.write(&opened, &walked, &self.shared)?;
        let passed = walked.iter().all(|walked| walked.differences.is_empty());
        Ok(if passed { Exit::Clean } else { Exit::Findings })
    }

    /// The cases asked for.
    fn cases(&self, opened: &Opened) -> Result<Vec<Case>, Failure> {
        if self.all_cases && !opened.cases.is_empty() {
            return Ok(opened.cases.clone());
        }
        if self.all_cases {
            return Err(no_cases(opened.language));
        }
        if self.case.is_empty() {
            return Ok(vec![self.case_of_arguments(opened)?]);
        }
        self.case.iter().map(|title| find_case(opened, title)).collect()
    }

    fn walk(&self, opened: &Opened, case: Case) -> Result<Walked, Failure> {
        let Opened { set, language, .. } = opened;
        let is_of_file = self.all_cases || !self.case.is_empty();
        let title = if is_of_file { format!("«{}»: ", case.title) } else { String::new() };
        let stopped = |stop| Failure::usage(title.clone() + &report::trace::stop(set, &stop, *language));
        let given = case.given.len();
        let case = match self.durations {
            Durations::Max => case,
            Durations::Random => run::drawn(set, &case, self.seed.unwrap_or_default()).map_err(stopped)?,
        };
        let trace = run::run(set, &case).map_err(stopped)?;
        if !is_of_file {
            // What was drawn may be for steps that it does not come to.
            let typed = Case { given: case.given.iter().take(given).cloned().collect(), ..case.clone() };
            walk::refuse_unasked(opened, &typed, &trace)?;
        }
        let explained = self.explain.then(|| report::explain::explanations(set, &trace, *language, width()));
        let explained = explained.transpose().map_err(|year| stopped(year.into()))?;
        // What a case expects, it expects of the durations that it gives itself.
        let expects = is_of_file || !case.expectations.is_empty();
        let is_held = expects && self.durations == Durations::Max;
        let differences = if is_held { run::differences(set, &case, &trace) } else { Vec::new() };
        Ok(Walked { case, given, trace, explained, differences, is_held })
    }

    /// The arguments are put together to a case of the language, and read as one: so they mean the
    /// same, and what is wrong with them is told the same way.
    fn case_of_arguments(&self, opened: &Opened) -> Result<Case, Failure> {
        let language = opened.language;
        let Some(start) = &self.start else {
            return Err(Failure::usage(say!(
                language,
                "укажите, когда подано заявление: --start '2014-06-02 10:00', или случай из файла: --case '…'",
                "өтініш қашан берілгенін көрсетіңіз: --start '2014-06-02 10:00', немесе файлдағы жағдайды: --case '…'",
                "say when the application is filed: --start '2014-06-02 10:00', or name a case of the file: --case '…'"
            )));
        };
        let procedure = match &self.procedure {
            Some(procedure) => procedure.clone(),
            None => only_procedure(&opened.set, language)?,
        };
        self.check_variant(&procedure, opened)?;
        let title = say!(language, "командная строка", "пәрмен жолы", "command line");
        let word = |keyword: Keyword| keyword.canonical(language);
        let mut lines = vec![
            format!("reg 1 {}", language.code()),
            format!("{} «{title}»", word(Keyword::Case)),
            format!("  {}: {procedure}", word(Keyword::Procedure)),
        ];
        lines.extend(self.variant.iter().map(|variant| format!("  {}: {variant}", word(Keyword::Variant))));
        lines.push(format!("  {}: {start}", word(Keyword::Filed)));
        lines.extend(self.answer.iter().map(|answer| format!("  {}", answer.replacen('=', ":", 1))));
        let fact = |fact: &String| format!("  {} {}", word(Keyword::Fact), fact.replacen('=', ":", 1));
        lines.extend(self.fact.iter().map(fact));
        if lines.iter().any(|line| line.contains(['\n', '\r'])) {
            return Err(Failure::usage(say!(
                language,
                "в аргументе не может быть конца строки",
                "аргументте жол соңы бола алмайды",
                "an argument cannot hold a line end"
            )));
        }
        typed::read(&title, lines.join("\n") + "\n", opened, &self.shared)
    }

    /// A procedure that differs by the kind of the service needs to be told which.
    fn check_variant(&self, procedure: &str, opened: &Opened) -> Result<(), Failure> {
        let kinds = opened.set.of_procedure(procedure).filter_map(|process| opened.set.head.variant(process.variant?));
        let known: Vec<&str> = kinds.map(|variant| variant.id.as_str()).collect();
        if known.is_empty() || self.variant.is_some() {
            return Ok(());
        }
        let known = known.join(", ");
        Err(Failure::usage(say!(
            opened.language,
            "укажите вариант: --variant …; есть: {known}",
            "нұсқаны көрсетіңіз: --variant …; бары: {known}",
            "name the variant: --variant …; there are: {known}"
        )))
    }
}

fn no_cases(language: Language) -> Failure {
    Failure::usage(say!(language, "в файле нет случаев", "файлда жағдай жоқ", "the file has no cases"))
}

/// The case whose title is this, or the only one whose title begins so.
fn find_case(opened: &Opened, title: &str) -> Result<Case, Failure> {
    if opened.cases.is_empty() {
        return Err(no_cases(opened.language));
    }
    let exact = opened.cases.iter().find(|case| case.title == title);
    let mut begun = opened.cases.iter().filter(|case| case.title.starts_with(title));
    let only = begun.next().filter(|_| begun.next().is_none());
    exact.or(only).cloned().ok_or_else(|| {
        let known: String = opened.cases.iter().flat_map(|case| ["\n  ", &case.title]).collect();
        Failure::usage(say!(
            opened.language,
            "нет одного такого случая: «{title}»; есть:{known}",
            "мұндай бір жағдай жоқ: «{title}»; бары:{known}",
            "no single case «{title}»; there are:{known}"
        ))
    })
}

fn only_procedure(set: &ProcessSet, language: Language) -> Result<String, Failure> {
    let ids = set.procedures();
    if let [only] = ids.as_slice() {
        return Ok((*only).to_owned());
    }
    let known = ids.join(", ");
    Err(Failure::usage(say!(
        language,
        "укажите порядок: --procedure …; есть: {known}",
        "тәртіпті көрсетіңіз: --procedure …; бары: {known}",
        "name the procedure: --procedure …; there are: {known}"
    )))
}
