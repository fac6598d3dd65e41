//! `regc run --step`: a case walked through, a question at a time; `--at`: the case as it stands then.

use std::path::PathBuf;

use chrono::NaiveDateTime;
use clap::Args;

use super::input::{Answered, Input};
use super::outputs::Outputs;
use super::save::Save;
use super::typed;
use crate::cli::open::Opened;
use crate::cli::output::{self, Exit, Failure};
use crate::cli::{Shared, width};
use crate::language::Language;
use crate::model::{Case, GivenValue};
use crate::moment;
use crate::report::message::say;
use crate::report::{self, walk as wording};
use crate::run::{Stop, Trace};
use crate::walk::{self, About, Act, Misfit, Point, Question, Walk};

/// Options that look into a case on its way.
#[derive(Debug, Args)]
pub struct Options {
    /// Ask at each decision, on the terminal or line by line; with --case, from where its answers end
    #[arg(long, conflicts_with_all = ["explain", "format", "output", "gantt", "diagram", "durations", "seed", "all_cases"])]
    step: bool,

    /// Write the walk into this file after every answer, as a case
    #[arg(long, value_name = "FILE.reg", requires = "step")]
    save: Option<PathBuf>,

    /// Say how the case stands then: '2014-06-10 12:00'
    #[arg(long, value_name = "DATE TIME", conflicts_with_all = ["step", "explain", "gantt", "diagram", "durations", "seed", "all_cases"])]
    at: Option<String>,
}

impl Options {
    /// Whether one of them is given.
    pub fn given(&self) -> bool {
        self.step || self.at.is_some()
    }

    /// Does what they say. `is_new` tells that the case is no case of a file.
    pub fn run(
        &self,
        opened: &Opened,
        case: Case,
        is_new: bool,
        (outputs, shared): (&Outputs, &Shared),
    ) -> Result<Exit, Failure> {
        if let Some(at) = &self.at {
            return stands(opened, &case, at, outputs);
        }
        let case = if is_new { Case { title: title(opened, &case), ..case } } else { case };
        let (case, save) = match &self.save {
            Some(path) => Save::open(path, opened, case, is_new, shared).map(|(case, save)| (case, Some(save)))?,
            None => (case, None),
        };
        let walk = Walk::resume(&opened.set, &case);
        refuse_misfit(&walk, opened)?;
        Session { opened, shared, walk, save, input: Input::new(), told: 0 }.run()
    }
}

/// A file with errors, such as a case that names what its regulation no longer has, is not gone on with. They
/// have been told.
pub fn not_gone_on() -> Failure {
    Failure::report(String::new())
}

/// Only one case can be walked through or looked at.
pub fn one_case(language: Language) -> Failure {
    Failure::usage(say!(
        language,
        "--step и --at – для одного случая: назовите его: --case '…'",
        "--step пен --at бір жағдайға арналған: оны атаңыз: --case '…'",
        "--step and --at are for one case: name it: --case '…'"
    ))
}

/// The title of a case that is begun: the procedure, the kind of the service and the day of filing.
fn title(opened: &Opened, case: &Case) -> String {
    let set = &opened.set;
    let procedure = set.find(&case.procedure, case.variant).map_or(case.procedure.as_str(), |one| one.title.as_str());
    let variant = case.variant.and_then(|variant| set.head.variant(variant)).map(|variant| variant.title.as_str());
    let filed = crate::words::instant(case.filed);
    [Some(procedure), variant, Some(&filed)].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Gives out how a case stands at a moment.
fn stands(opened: &Opened, case: &Case, at: &str, outputs: &Outputs) -> Result<Exit, Failure> {
    let (set, language) = (&opened.set, opened.language);
    let moment = NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M").map_err(|_| {
        Failure::usage(say!(
            language,
            "момент пишется так: --at '2014-06-10 12:00'; получено: {at}",
            "сәт былай жазылады: --at '2014-06-10 12:00'; берілгені: {at}",
            "a moment is written --at '2014-06-10 12:00'; got: {at}"
        ))
    })?;
    let moment = moment::at(set, case, moment).map_err(|stop| failure(opened, &stop))?;
    outputs.write_moment(opened, &moment)?;
    Ok(Exit::Clean)
}

fn failure(opened: &Opened, stop: &Stop) -> Failure {
    Failure::usage(report::trace::stop(&opened.set, stop, opened.language))
}

/// A case that does not fit its regulation any more is not gone on with.
fn refuse_misfit(walk: &Walk<'_>, opened: &Opened) -> Result<(), Failure> {
    if let Some(stop) = walk.contradiction() {
        return Err(failure(opened, &stop));
    }
    match walk.point() {
        Point::Stopped(Stop::ReturnsUsedUp { .. } | Stop::SilentExpiry(_) | Stop::NoReply { .. }) | Point::Asks(_) => {
            Ok(())
        }
        Point::Stopped(stop) => Err(failure(opened, &stop)),
        Point::Ended(trace) => refuse(&walk.unasked(&trace), opened),
    }
}

/// A case that has come to its end says nothing that nobody asks for.
pub fn refuse_unasked(opened: &Opened, case: &Case, trace: &Trace) -> Result<(), Failure> {
    refuse(&walk::unasked(&opened.set, case, trace), opened)
}

fn refuse(unasked: &[Act], opened: &Opened) -> Result<(), Failure> {
    if unasked.is_empty() {
        return Ok(());
    }
    Err(Failure::usage(wording::unasked(&opened.set, unasked, opened.language)))
}

/// Whether the session goes on.
enum Next {
    On,
    Over(Exit),
}

/// A walk with somebody who answers.
struct Session<'a> {
    opened: &'a Opened,
    shared: &'a Shared,
    walk: Walk<'a>,
    save: Option<Save>,
    input: Input,
    /// So many steps have been told of.
    told: usize,
}

impl Session<'_> {
    fn run(mut self) -> Result<Exit, Failure> {
        loop {
            let next = match self.walk.point() {
                Point::Asks(question) => self.ask(&question)?,
                Point::Ended(trace) => self.ended(&trace)?,
                Point::Stopped(stop) => self.stopped(&stop)?,
            };
            if let Next::Over(exit) = next {
                return Ok(exit);
            }
        }
    }

    /// Asks until something is answered that can be.
    fn ask(&mut self, question: &Question) -> Result<Next, Failure> {
        let (set, language) = (&self.opened.set, self.opened.language);
        let told = self.told.min(question.done.len());
        let new = question.done.get(told..).unwrap_or_default();
        let limits = self.walk.limits(question);
        let text = wording::happened(set, new, language) + &wording::question(set, question, &limits, language);
        output::print(&format!("\n{text}"))?;
        let choices = question.choices(set);
        let labels: Vec<String> = choices.iter().map(|act| wording::choice(set, question, act, language)).collect();
        let keys = wording::keys(!labels.is_empty(), wording::sample(set, question, language).as_deref(), language);
        loop {
            match self.input.choose(&labels, question.default_choice(), &keys, language)? {
                Answered::Choice(index) => {
                    if let Some(act) = choices.get(index) {
                        return self.answer(act.clone(), question);
                    }
                }
                Answered::Typed(text) => {
                    if let Some(next) = self.typed(&text, question)? {
                        return Ok(next);
                    }
                }
                Answered::Back => return self.back(),
                Answered::Quit => return self.quit(),
                Answered::End => return Err(self.unanswered(question)),
            }
        }
    }

    fn answer(&mut self, act: Act, question: &Question) -> Result<Next, Failure> {
        self.told = question.done.len();
        self.walk.answer(act);
        self.write()
    }

    fn write(&mut self) -> Result<Next, Failure> {
        if let Some(save) = &self.save {
            save.write(&self.opened.set, &self.walk.case(), self.opened.language)?;
        }
        Ok(Next::On)
    }

    /// What was typed answers the question, or says how long some step took. Where it does neither, that is
    /// told, and the question stands.
    fn typed(&mut self, text: &str, question: &Question) -> Result<Option<Next>, Failure> {
        if text.is_empty() {
            return Ok(None);
        }
        let (set, language) = (&self.opened.set, self.opened.language);
        let case = self.walk.case();
        let subject = wording::subject(set, question, language);
        let read = |line: &str| typed::line(line, &case, self.opened, self.shared);
        let quoted = format!("{subject}: «{}»", text.trim_matches(['«', '»', '"']));
        let answer = read(&format!("{subject}: {text}"));
        let act = [&answer, &read(&quoted)].into_iter().find_map(|typed| question.answered_by(typed.as_ref().ok()?));
        if let Some(act) = act {
            return self.answer(act, question).map(Some);
        }
        let line = read(&text.replacen('=', ":", 1));
        match (line, answer) {
            (Ok(line), _) => self.set_time(&line),
            (Err(_), _) if is_number(text) && wording::sample(set, question, language).is_none() => {
                let choices = question.choices(set).len();
                tell(&format!("{}\n", wording::no_such_number(text, choices, language)))
            }
            (Err(failure), answer) => {
                let failure = if text.contains('=') { failure } else { answer.err().unwrap_or(failure) };
                tell(&failure.to_string())
            }
        }
    }

    /// A line that says how long a step took.
    fn set_time(&mut self, line: &Case) -> Result<Option<Next>, Failure> {
        let (set, language) = (&self.opened.set, self.opened.language);
        let [given] = line.given.as_slice() else { return self.not_asked() };
        if matches!(given.value, GivenValue::Answers(_) | GivenValue::Never) {
            return self.not_asked();
        }
        match self.walk.set_time(given.clone()) {
            Ok(()) => {
                self.told = 0;
                self.write().map(Some)
            }
            Err(Misfit::Stop(stop)) => tell(&format!("{}\n", report::trace::stop(set, &stop, language))),
            Err(Misfit::Unasked(acts)) => tell(&format!("{}\n", wording::unasked(set, &acts, language))),
        }
    }

    fn not_asked(&self) -> Result<Option<Next>, Failure> {
        tell(&say!(
            self.opened.language,
            "сейчас спрашивается о другом; так можно указать только время шага\n",
            "қазір басқа нәрсе сұралып тұр; бұлай тек қадамның уақытын көрсетуге болады\n",
            "something else is asked now; only the time of a step can be given so\n"
        ))
    }

    fn back(&mut self) -> Result<Next, Failure> {
        self.told = 0;
        if self.walk.back() {
            return self.write();
        }
        output::print(&say!(
            self.opened.language,
            "это начало: назад некуда\n",
            "бұл – басы: артқа жол жоқ\n",
            "this is the beginning\n"
        ))?;
        Ok(Next::On)
    }

    fn quit(&self) -> Result<Next, Failure> {
        self.tell_saved()?;
        Ok(Next::Over(Exit::Clean))
    }

    /// Where the answers end that a script gives.
    fn unanswered(&self, question: &Question) -> Failure {
        let (set, language) = (&self.opened.set, self.opened.language);
        let asked = wording::question(set, question, &[], language);
        let asked = asked.lines().next().unwrap_or_default().to_owned();
        let subject = wording::subject(set, question, language);
        let option = if matches!(question.about, About::Fact(_)) { "--fact" } else { "--answer" };
        let subject = match &question.about {
            About::Fact(fact) => set.head.fact(*fact).map(|fact| fact.id.clone()),
            _ => Some(subject),
        };
        let subject = subject.unwrap_or_default();
        Failure::usage(say!(
            language,
            "ввод кончился, а ответа нет: {asked}; добавьте строку с ответом или {option} '{subject}=…'",
            "енгізу аяқталды, ал жауап жоқ: {asked}; жауабы бар жолды немесе {option} '{subject}=…' қосыңыз",
            "the input has ended without an answer: {asked}; add a line with the answer, or {option} '{subject}=…'"
        ))
    }

    fn ended(&mut self, trace: &Trace) -> Result<Next, Failure> {
        let (set, language) = (&self.opened.set, self.opened.language);
        let mut text = format!("\n{}", report::trace::trace(set, trace, language, width()));
        let unasked = self.walk.unasked(trace);
        if !unasked.is_empty() {
            text += &wording::unasked(set, &unasked, language);
            text.push('\n');
        }
        output::print(&text)?;
        self.over(Exit::Clean, None)
    }

    fn stopped(&mut self, stop: &Stop) -> Result<Next, Failure> {
        let text = report::trace::stop(&self.opened.set, stop, self.opened.language);
        output::print(&format!("\n{text}\n"))?;
        self.over(Exit::Clean, Some(failure(self.opened, stop)))
    }

    /// Nothing is asked any more: one can go back, or leave.
    fn over(&mut self, exit: Exit, at_end: Option<Failure>) -> Result<Next, Failure> {
        let language = self.opened.language;
        let labels = [say!(language, "выход", "шығу", "quit"), say!(language, "назад", "артқа", "back")];
        let keys = say!(language, "  номер", "  нөмір", "  number");
        loop {
            match self.input.choose(&labels, Some(0), &keys, language)? {
                Answered::Choice(0) | Answered::Quit => return self.quit(),
                Answered::Choice(_) | Answered::Back => return self.back(),
                Answered::End => {
                    self.tell_saved()?;
                    return at_end.map_or(Ok(Next::Over(exit)), Err);
                }
                Answered::Typed(_) => {}
            }
        }
    }

    fn tell_saved(&self) -> Result<(), Failure> {
        let Some(save) = self.save.as_ref().filter(|save| save.is_written()) else { return Ok(()) };
        let (file, title) = (save.path().display(), &self.walk.case().title);
        output::print(&say!(
            self.opened.language,
            "случай «{title}» записан: {file}; ожидания добавит «regc test {file} --write»\n",
            "«{title}» жағдайы жазылды: {file}; күтілетінді «regc test {file} --write» қосады\n",
            "the case «{title}» is written: {file}; «regc test {file} --write» adds what is expected\n"
        ))
    }
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Tells something; the question stands.
fn tell(text: &str) -> Result<Option<Next>, Failure> {
    output::print(text).map(|()| None)
}
