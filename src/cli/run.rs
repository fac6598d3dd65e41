//! `regc run`: one case, step by step.

mod input;
mod save;
mod typed;
mod walk;

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::open::{self, Opened};
use super::output::{self, Exit, Failure};
use super::{Shared, width};
use crate::graph::ProcessSet;
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::Case;
use crate::report;
use crate::report::message::say;
use crate::run;

/// Run one case and print what happens when
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  regc run specs/vko-2014-70/medical.reg --procedure выдача --start '2014-06-02 10:00' \\
      --answer 'условие 1=да' --answer 'итог=лицензия'
  regc run specs/vko-2014-70/medical.cases.reg --case 'Выдача: неполный пакет'
  regc run specs/vko-2014-70/medical.reg --procedure выдача --start '2014-06-02 10:00' --step --save walk.reg
  regc run walk.reg --case 'Выдача' --at '2014-06-10 12:00'

An answer is a line of a case with `=` for the colon: a step's answer, its duration
(`действие 3=2 часа`), its completion (`действие 5 завершено=2014-06-20 12:00`), an outcome (`итог=…`).
A fact is given by its name (`--fact 'оплата=да'`); conditions that facts decide need no answer.")]
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

    /// Say under the table why each date is what it is
    #[arg(long)]
    explain: bool,

    /// A case of the file, by its title or the beginning of it
    #[arg(long, value_name = "TITLE")]
    case: Option<String>,

    #[command(flatten)]
    walk: walk::Options,

    #[command(flatten)]
    shared: Shared,
}

/// How long steps take where nothing is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Durations {
    /// As long as they may
    Max,
}

impl Run {
    pub fn run(&self) -> Result<Exit, Failure> {
        let opened = match open::regulation(&self.file, &self.shared)? {
            Ok(opened) => opened,
            Err(_) if self.walk.given() => return Err(walk::not_gone_on()),
            Err(exit) => return Ok(exit),
        };
        let case = match &self.case {
            Some(title) => find_case(&opened, title)?,
            None => self.case_of_arguments(&opened)?,
        };
        if self.walk.given() {
            return self.walk.run(&opened, case, self.case.is_none(), &self.shared);
        }
        let Durations::Max = self.durations;
        let (set, language) = (&opened.set, opened.language);
        let trace = run::run(set, &case).map_err(|stop| Failure::usage(report::trace::stop(set, &stop, language)))?;
        if self.case.is_none() {
            walk::refuse_unasked(&opened, &case, &trace)?;
        }
        let mut text = report::trace::trace(set, &trace, language, width());
        if self.explain {
            let explained = report::explain::explanations(set, &trace, language, width());
            text += &explained.map_err(|year| Failure::usage(report::trace::stop(set, &year.into(), language)))?;
        }
        let differences = run::differences(set, &case, &trace);
        for difference in &differences {
            text += &report::trace::difference(set, *difference, language);
            text.push('\n');
        }
        if self.case.is_some() {
            text += &if differences.is_empty() {
                say!(language, "случай подтверждён\n", "жағдай расталды\n", "case passed\n")
            } else {
                say!(language, "случай не подтверждён\n", "жағдай расталмады\n", "case failed\n")
            };
        }
        output::print(&text)?;
        Ok(if differences.is_empty() { Exit::Clean } else { Exit::Findings })
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

/// The case whose title is this, or the only one whose title begins so.
fn find_case(opened: &Opened, title: &str) -> Result<Case, Failure> {
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
