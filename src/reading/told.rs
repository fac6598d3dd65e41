//! The ways through a procedure in words: how many there are to each end, how long they are, and the choices
//! they take.

use std::collections::HashSet;

use std::cmp::Reverse;

use super::ways::{Bundle, Choice, FEW, GraphWays, Round, Sum, Trails, Way, Ways};
use super::{Block, Item, Told, points, steps};
use crate::graph::{End, NodeId, NodeKind, Process};
use crate::language::Language;
use crate::proof::PathStep;
use crate::report::limits::steps as ranges;
use crate::report::message::say;
use crate::report::trace::{answer, end};
use crate::words;

/// As many choices of a way as are told.
const MAX_CHOICES: usize = 40;

/// The ways through a process.
pub fn blocks(told: &Told<'_>, process: &Process, ways: &Ways) -> Vec<Block> {
    let graph = told.set.processes.iter().position(|one| std::ptr::eq(one, process));
    let Some(found) = graph.and_then(|graph| ways.graph(graph)) else { return Vec::new() };
    let teller = Teller { told, process, found, trails: &ways.trails, language: told.language };
    let mut blocks = vec![Block::Paragraph(teller.heading())];
    if !found.ends.is_empty() {
        blocks.push(Block::Steps(teller.ends()));
    }
    blocks.extend(points(teller.notes()));
    blocks
}

struct Teller<'a> {
    told: &'a Told<'a>,
    process: &'a Process,
    found: &'a GraphWays,
    trails: &'a Trails,
    language: Language,
}

/// A way that is named.
struct Named<'a> {
    /// The number of its end.
    end: usize,
    way: &'a Way,
    /// Whether no way is shorter, or none longer.
    extreme: Option<Extreme>,
}

#[derive(Clone, Copy)]
enum Extreme {
    Shortest,
    Longest,
}

impl Extreme {
    /// How a way stands to a shortest and a longest one; where all are as long, it is neither.
    fn of(way: &Way, least: &Way, greatest: &Way) -> Option<Self> {
        let [way, least, greatest] = [way, least, greatest].map(|way| way.sum.weight());
        match way {
            // Where there is no term, there is nothing short about it.
            _ if least == greatest || way == 0 => None,
            _ if way == least => Some(Self::Shortest),
            _ if way == greatest => Some(Self::Longest),
            _ => None,
        }
    }
}

impl<'a> Teller<'a> {
    fn bundles(&self) -> impl Iterator<Item = (usize, &'a Bundle)> + Clone + use<'a> {
        self.found.ends.iter().map(|(_, bundle)| bundle).enumerate()
    }

    fn heading(&self) -> String {
        let count = self.bundles().fold(0_u128, |count, (_, bundle)| count.saturating_add(bundle.count));
        let ways = counted(count, self.language);
        if count == 0 {
            return say!(
                self.language,
                "Ни один путь не приводит к завершению.",
                "Бірде-бір жол аяқталуға апармайды.",
                "No way leads to an end."
            );
        }
        if count <= FEW as u128 {
            return say!(
                self.language,
                "От подачи заявления до завершения: {ways}.",
                "Өтініш беруден аяқталуға дейін: {ways}.",
                "From filing to an end: {ways}."
            );
        }
        say!(
            self.language,
            "От подачи заявления до завершения: {ways}. Названы не все, но среди названных есть самый короткий и самый долгий.",
            "Өтініш беруден аяқталуға дейін: {ways}. Барлығы аталмаған, бірақ аталғандардың арасында ең қысқасы мен ең ұзағы бар.",
            "From filing to an end: {ways}. Not all of them are named, but the shortest and the longest are."
        )
    }

    /// An item for each end, with the ways to it that are named.
    fn ends(&self) -> Vec<Item> {
        let named = self.named();
        let each = self.found.ends.iter().enumerate().map(|(number, (how, bundle))| {
            let ways = named.iter().filter(|named| named.end == number);
            let title = words::capitalised(&end_title(self.told, *how));
            let count = counted(bundle.count, self.language);
            let mut points: Vec<_> = ways.map(|named| self.way(named)).collect();
            // One way needs no list.
            let sentence = match points.pop_if(|_| bundle.count == 1) {
                Some(only) => format!("{count}: {only}."),
                None => format!("{count}; {}.", self.range(bundle)),
            };
            Item { title, cites: String::new(), sentences: vec![words::capitalised(&sentence)], points }
        });
        each.collect()
    }

    /// The ways that are named: the shortest and the longest of all, then those of each end, then others. At
    /// each end the shorter ones come first.
    fn named(&self) -> Vec<Named<'a>> {
        let all = self.bundles();
        let shortest = all.clone().min_by_key(|(_, bundle)| bundle.least.sum.weight());
        // Of equally long ones the first, as of equally short ones.
        let longest = all.clone().min_by_key(|(_, bundle)| Reverse(bundle.greatest.sum.weight()));
        let shortest = shortest.map(|(end, bundle)| (end, &bundle.least));
        let longest = longest.map(|(end, bundle)| (end, &bundle.greatest));
        let (Some((_, least)), Some((_, greatest))) = (shortest, longest) else { return Vec::new() };
        let of_ends = all.clone().flat_map(|(end, bundle)| [(end, &bundle.greatest), (end, &bundle.least)]);
        let others = all.flat_map(|(end, bundle)| bundle.few.iter().map(move |way| (end, way)));
        let mut named: Vec<Named<'a>> = Vec::new();
        for (end, way) in shortest.into_iter().chain(longest).chain(of_ends).chain(others) {
            if named.len() == FEW {
                break;
            }
            if !named.iter().any(|known| known.end == end && self.are_same(known.way, way)) {
                let extreme = Extreme::of(way, least, greatest);
                named.push(Named { end, way, extreme });
            }
        }
        named.sort_by_key(|named| (named.end, named.way.sum.weight()));
        named
    }

    fn are_same(&self, one: &Way, other: &Way) -> bool {
        one.sum == other.sum && self.trails.choices(one.trail) == self.trails.choices(other.trail)
    }

    /// How long the ways to an end are.
    fn range(&self, bundle: &Bundle) -> String {
        let (least, greatest) = (self.sum(&bundle.least.sum), self.sum(&bundle.greatest.sum));
        if least == greatest {
            return least;
        }
        say!(
            self.language,
            "самый короткий – {least}, самый долгий – {greatest}",
            "ең қысқасы – {least}, ең ұзағы – {greatest}",
            "the shortest – {least}, the longest – {greatest}"
        )
    }

    fn way(&self, named: &Named<'_>) -> String {
        let (choices, sum) = (self.choices(named.way), self.sum(&named.way.sum));
        let extreme = match named.extreme {
            None => String::new(),
            Some(Extreme::Shortest) => {
                say!(self.language, " (короче нет)", " (бұдан қысқасы жоқ)", " (none is shorter)")
            }
            Some(Extreme::Longest) => {
                say!(self.language, " (дольше нет)", " (бұдан ұзағы жоқ)", " (none is longer)")
            }
        };
        if choices.is_empty() { sum + &extreme } else { format!("{choices} – {sum}{extreme}") }
    }

    fn sum(&self, sum: &Sum) -> String {
        let mark = if sum.is_guessed() { " *" } else { "" };
        sum.told(self.language) + mark
    }

    /// What the mark behind a sum means.
    fn guessed(&self) -> Option<String> {
        let rounds = self.found.rounds.iter().filter_map(|round| round.ways.as_ref());
        let mut all = self.bundles().map(|(_, bundle)| bundle).chain(rounds);
        let is_guessed = |way: &Way| way.sum.is_guessed();
        all.any(|bundle| [&bundle.least, &bundle.greatest].into_iter().chain(&bundle.few).any(is_guessed)).then(|| {
            say!(
                self.language,
                "* Сроки одновременных ветвей даны в разных единицах; взята ветвь, которая обычно дольше, а где достаточно одной – короче.",
                "* Бір мезгілдегі тарамдардың мерзімдері әртүрлі бірлікпен берілген; әдетте ұзағырағы, ал біреуі жеткілікті болса, қысқарағы алынды.",
                "* The terms of simultaneous branches are in different units; the branch that is mostly longer is taken, or where one is enough, shorter."
            )
        })
    }

    /// The choices of a way; those within a called procedure stand in brackets after its name.
    fn choices(&self, way: &Way) -> String {
        let mut choices = self.trails.choices(way.trail);
        let more = choices.len() > MAX_CHOICES;
        choices.truncate(MAX_CHOICES);
        let own = |choice: &Choice| self.told.set.processes.get(choice.graph);
        let of_one = choices.chunk_by(|one, next| one.graph == next.graph).filter_map(|choices| {
            let process = own(choices.first()?)?;
            let told = choices.iter().filter_map(|choice| self.choice(process, choice)).collect::<Vec<_>>().join(", ");
            let is_own = process.procedure == self.process.procedure;
            Some(if is_own { told } else { format!("{} ({told})", process.procedure) })
        });
        let text = of_one.collect::<Vec<_>>().join(", ");
        if more { format!("{text}, …") } else { text }
    }

    fn choice(&self, process: &Process, choice: &Choice) -> Option<String> {
        let given = answer(self.told.set, &choice.answer, self.language);
        let node = process.node(choice.node)?;
        let label = match node.kind.label() {
            Some(label) if label.name.is_some() => words::step_label(label, self.language),
            _ => steps::label(node, self.language),
        };
        Some(format!("{label}: {given}"))
    }

    /// What the sums leave out, and what returns add to them.
    fn notes(&self) -> Vec<String> {
        let returns = self.found.rounds.iter().filter_map(|round| self.round(round));
        let steps = self.guessed().into_iter().chain(self.silent()).chain(self.not_before());
        steps.chain(returns).chain(self.more_rounds()).chain(self.after_returns()).collect()
    }

    fn silent(&self) -> Option<String> {
        let silent = self.steps(|kind| match kind {
            NodeKind::Task(task) => task.term.as_ref().is_none_or(|term| term.promise.is_some()),
            _ => false,
        })?;
        Some(say!(
            self.language,
            "Срок числом не установлен и в суммы не входит: {silent}.",
            "Мерзімі санмен белгіленбеген, қосындыға кірмейді: {silent}.",
            "No number is set, so none is in the sums: {silent}."
        ))
    }

    fn not_before(&self) -> Option<String> {
        let steps = self.steps(|kind| matches!(kind, NodeKind::Task(task) if task.not_before.is_some()))?;
        Some(say!(
            self.language,
            "Начинается не сразу, это время в суммы не входит: {steps}.",
            "Бірден басталмайды, ол уақыт қосындыға кірмейді: {steps}.",
            "May not begin at once, and that time is not in the sums: {steps}."
        ))
    }

    /// Some of the steps, in one line.
    fn steps(&self, of: impl Fn(&NodeKind) -> bool) -> Option<String> {
        let steps = self.process.nodes().filter(|(_, node)| of(&node.kind)).filter_map(|(_, node)| match &node.kind {
            NodeKind::Task(task) => Some(PathStep { within: None, step: task.step.clone(), title: task.title.clone() }),
            _ => None,
        });
        let steps: Vec<_> = steps.collect();
        (!steps.is_empty()).then(|| ranges(&steps, "", self.language))
    }

    fn round(&self, round: &Round) -> Option<String> {
        let ways = self.range(round.ways.as_ref()?);
        let to = steps::label(self.process.node(round.to)?, self.language);
        let bound = round.at_most.map(|n| format!(", {}", words::at_most_times(n, self.language)));
        let bound = bound.unwrap_or_default();
        Some(say!(
            self.language,
            "Возврат ({to}{bound}) в суммы не входит; каждый раз он прибавляет: {ways}.",
            "Оралу ({to}{bound}) қосындыға кірмейді; әр ретте ол мынаны қосады: {ways}.",
            "A return ({to}{bound}) is not in the sums; each time it adds: {ways}."
        ))
    }

    /// The ends that no way comes to unless it returns first.
    fn after_returns(&self) -> Option<String> {
        let mut titles = Vec::new();
        let reached = from_start(self.process);
        for (id, node) in self.process.nodes() {
            if let NodeKind::End(how) = node.kind
                && reached.contains(&id)
                && !self.found.ends.iter().any(|(known, _)| *known == how)
            {
                titles.push(end_title(self.told, how));
            }
        }
        let titles = titles.join(", ");
        (!titles.is_empty() && !self.found.rounds.is_empty()).then(|| {
            say!(
                self.language,
                "Только после возврата порядок может завершиться так: {titles}.",
                "Тек оралғаннан кейін тәртіп былай аяқтала алады: {titles}.",
                "Only after a return may the procedure end so: {titles}."
            )
        })
    }

    fn more_rounds(&self) -> Option<String> {
        let more = self.found.more_rounds;
        (more > 0).then(|| {
            say!(self.language, "Других возвратов: {more}.", "Басқа оралулар саны: {more}.", "Other returns: {more}.")
        })
    }
}

/// An end by its title, in quotation marks if it is the author's.
pub fn end_title(told: &Told<'_>, how: End) -> String {
    let title = end(told.set, how, told.language);
    match how {
        End::Outcome(_) => format!("«{title}»"),
        End::TacitConsent => title,
    }
}

/// How many ways there are: `3 пути`; a number that cannot be told stands for more than that.
fn counted(count: u128, language: Language) -> String {
    let Ok(count) = usize::try_from(count) else {
        let most = usize::MAX;
        return say!(language, "путей больше, чем {most}", "жолдар саны {most} астам", "more than {most} ways");
    };
    words::counted(count, language, ["путь", "пути", "путей"], "жол", ["way", "ways"])
}

/// The nodes that are come to unless something breaks the procedure off.
fn from_start(process: &Process) -> HashSet<NodeId> {
    let mut reached = HashSet::from([process.start()]);
    let mut open = vec![process.start()];
    while let Some(node) = open.pop() {
        open.extend(process.outgoing(node).into_iter().map(|edge| edge.to).filter(|to| reached.insert(*to)));
    }
    reached
}
