//! A procedure step by step: an item for each node that the act speaks of.
//!
//! What is not said of the way on is that the next item follows. An end, and a choice between outcomes that
//! the act leaves unstated, are told where they are come to.

use super::merge::{Key, Keyed};
use super::{Item, Told, bracketed, criterion};
use crate::graph::{
    CallNode, DecisionNode, EdgeRefTo, End, Flow, HandOverNode, InterruptNode, Node, NodeId, NodeKind, Process,
    TaskNode, WaitNode,
};
use crate::keywords::Keyword;
use crate::language::Language;
use crate::model::{
    Answer, ClockAction, Criteria, EventId, JoinMode, LimitName, Message, ParticipantId, StepName, StepRef, Term,
};
use crate::report::message::say;
use crate::report::trace::{answer, end};
use crate::run::is_favourable;
use crate::words;

/// The items of a process, in text order.
pub fn items(told: &Told<'_>, process: &Process) -> Vec<Keyed> {
    let nodes: Vec<NodeId> = process.nodes().filter(|(_, node)| is_told(node)).map(|(id, _)| id).collect();
    let next = nodes.iter().skip(1).copied().map(Some).chain([None]);
    let each = nodes.iter().zip(next).filter_map(|(id, next)| {
        let node = process.node(*id)?;
        let teller = Teller { told, process, id: *id, next, language: told.language };
        Some(Keyed { key: key(node), item: teller.item(node) })
    });
    each.collect()
}

/// Whether a node has an item of its own.
fn is_told(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Start | NodeKind::End(_) => false,
        NodeKind::Decision(decision) => !decision.unstated,
        _ => true,
    }
}

/// A node is the same for several kinds of the service if it is written at the same place; a join is written
/// where its fork is.
fn key(node: &Node) -> Key {
    Key { span: node.span, join: matches!(node.kind, NodeKind::Join(_)) }
}

/// A step by its label and title: `действие 1 «Приём»`.
pub fn label(node: &Node, language: Language) -> String {
    match &node.kind {
        NodeKind::Task(TaskNode { step, title, .. }) | NodeKind::Decision(DecisionNode { step, title, .. }) => {
            format!("{} «{title}»", words::step_label(step, language))
        }
        NodeKind::Wait(WaitNode { title, .. }) => {
            say!(language, "ожидание ответа «{title}»", "жауап күту «{title}»", "wait for the reply «{title}»")
        }
        NodeKind::Call(CallNode { title, .. }) => {
            say!(language, "порядок «{title}»", "«{title}» тәртібі", "procedure «{title}»")
        }
        NodeKind::HandOver(HandOverNode { title, .. }) => {
            say!(
                language,
                "перенаправление: порядок «{title}»",
                "қайта жолдау: «{title}» тәртібі",
                "redirection: procedure «{title}»"
            )
        }
        NodeKind::Interrupt(InterruptNode { title, .. }) => {
            format!("{} «{title}»", Keyword::AnyTime.canonical(language))
        }
        NodeKind::ForEach(each) => words::for_each(&each.title, language),
        NodeKind::Fork => say!(language, "одновременная работа", "бір мезгілдегі жұмыс", "simultaneous work"),
        NodeKind::Join(_) => {
            say!(
                language,
                "конец одновременной работы",
                "бір мезгілдегі жұмыстың соңы",
                "the end of the simultaneous work"
            )
        }
        NodeKind::Start | NodeKind::End(_) => String::new(),
    }
}

/// Tells of one node.
struct Teller<'a> {
    told: &'a Told<'a>,
    process: &'a Process,
    id: NodeId,
    /// The node of the next item.
    next: Option<NodeId>,
    language: Language,
}

impl Teller<'_> {
    fn item(&self, node: &Node) -> Item {
        let language = self.language;
        let (sentences, points) = match &node.kind {
            NodeKind::Task(task) => (self.task(task), Vec::new()),
            NodeKind::Decision(decision) => (self.decision(decision), self.answers()),
            NodeKind::Wait(wait) => self.wait(wait),
            NodeKind::Fork => (self.fork(), self.branches()),
            NodeKind::Join(mode) => (self.join(*mode), Vec::new()),
            NodeKind::Call(call) => (self.call(call), Vec::new()),
            NodeKind::HandOver(hand_over) => (self.hand_over(hand_over), Vec::new()),
            NodeKind::Interrupt(interrupt) => (self.interrupt(interrupt), Vec::new()),
            NodeKind::ForEach(_) => (self.for_each(), Vec::new()),
            NodeKind::Start | NodeKind::End(_) => (Vec::new(), Vec::new()),
        };
        let sentences = self.branch().into_iter().chain(sentences).collect();
        let cites = words::citations(&node.cites, language);
        Item { title: words::capitalised(&label(node, language)), cites, sentences, points }
    }

    /// The branch that begins with the node.
    fn branch(&self) -> Option<String> {
        let entered = self.process.incoming(self.id);
        let is_branch = |edge: &&EdgeRefTo<'_>| matches!(self.kind(edge.from), Some(NodeKind::Fork));
        let title = entered.iter().filter(is_branch).find_map(|edge| edge.edge.branch.as_ref())?;
        Some(say!(self.language, "Ветвь «{title}».", "«{title}» тарамы.", "Branch «{title}»."))
    }

    fn task(&self, task: &TaskNode) -> Vec<String> {
        let language = self.language;
        let mut sentences = vec![self.performers(task)];
        sentences.push(terms(task.waiting.as_ref(), task.term.as_ref(), language));
        sentences.extend(self.earliest(task));
        sentences.extend(self.deadline(task));
        sentences.extend(self.sends(&task.sends));
        sentences.extend(self.events(&task.events));
        sentences.extend(self.then());
        sentences
    }

    fn performers(&self, task: &TaskNode) -> String {
        let (language, names) = (self.language, names(self.told, &task.performers));
        match (task.performers.as_slice(), task.automatic) {
            ([], false) => say!(
                language,
                "Кто выполняет, не указано.",
                "Кім орындайтыны көрсетілмеген.",
                "It is not said who performs this."
            ),
            ([], true) => {
                say!(language, "Выполняется автоматически.", "Автоматты түрде орындалады.", "Performed automatically.")
            }
            (_, true) => say!(
                language,
                "Выполняет автоматически: {names}.",
                "Автоматты түрде орындайды: {names}.",
                "Performed automatically by: {names}."
            ),
            ([_], false) => say!(language, "Выполняет: {names}.", "Орындайды: {names}.", "Performed by: {names}."),
            _ => say!(language, "Выполняют: {names}.", "Орындайды: {names}.", "Performed by: {names}."),
        }
    }

    fn earliest(&self, task: &TaskNode) -> Option<String> {
        let language = self.language;
        let bound = task.not_before.as_ref()?;
        let event = words::anchor(&self.told.set.head, &bound.after, words::Relation::After, language);
        let (length, cites) = (words::duration(&bound.duration, language), bracketed(&bound.cites, language));
        Some(say!(
            language,
            "Может начаться не сразу: {length} {event}{cites}.",
            "Бірден басталмайды: {event} {length}{cites}.",
            "May not begin before: {length} {event}{cites}."
        ))
    }

    fn deadline(&self, task: &TaskNode) -> Option<String> {
        let name: &StepName = task.step.name.as_ref()?;
        let step = StepRef { kind: task.step.kind, name: name.clone() };
        let limit = self.process.limit(&LimitName::Deadline(step))?;
        let rule = words::limit_rule(&self.told.set.head, limit, self.language);
        let cites = bracketed(&limit.cites, self.language);
        Some(say!(
            self.language,
            "Крайний срок: {rule}{cites}.",
            "Соңғы мерзімі: {rule}{cites}.",
            "Deadline: {rule}{cites}."
        ))
    }

    fn sends(&self, sends: &[Message]) -> Option<String> {
        let language = self.language;
        let each = sends.iter().map(|message| {
            let to = names(self.told, &[message.to]);
            match &message.title {
                Some(title) => {
                    say!(language, "«{title}» (получатель: {to})", "«{title}» (алушы: {to})", "«{title}» (to: {to})")
                }
                None => say!(
                    language,
                    "что именно, не сказано (получатель: {to})",
                    "не екені айтылмаған (алушы: {to})",
                    "what, is not said (to: {to})"
                ),
            }
        });
        let each = each.collect::<Vec<_>>().join("; ");
        (!sends.is_empty())
            .then(|| say!(language, "Передаётся: {each}.", "Жіберіледі: {each}.", "Handed over: {each}."))
    }

    /// The titles of events.
    fn event_titles(&self, events: &[EventId]) -> String {
        let titles = events.iter().filter_map(|id| Some(format!("«{}»", self.told.set.head.event(*id)?.title)));
        titles.collect::<Vec<_>>().join(", ")
    }

    /// The events that what breaks the procedure off is: they happen with it, and it is done when they happen.
    fn is_events(&self, events: &[EventId]) -> Option<String> {
        let titles = self.event_titles(events);
        (!events.is_empty()).then(|| {
            say!(
                self.language,
                "Это и есть событие {titles}.",
                "Бұл – {titles} оқиғасы.",
                "This is the event {titles}."
            )
        })
    }

    fn events(&self, events: &[EventId]) -> Option<String> {
        let titles = self.event_titles(events);
        (!events.is_empty()).then(|| {
            say!(
                self.language,
                "С завершением наступает событие: {titles}.",
                "Аяқталғанда мына оқиға болады: {titles}.",
                "With its completion this event happens: {titles}."
            )
        })
    }

    /// What follows, unless it is the next item.
    fn then(&self) -> Option<String> {
        let edges = self.process.outgoing(self.id);
        let edge = edges.first()?;
        if self.next == Some(edge.to) && !matches!(self.kind(edge.to), Some(NodeKind::Join(_))) {
            return None;
        }
        let (follows, cites) = (self.follows(edge), bracketed(&edge.edge.cites, self.language));
        Some(say!(self.language, "Затем {follows}{cites}.", "Содан кейін {follows}{cites}.", "Then {follows}{cites}."))
    }

    fn kind(&self, id: NodeId) -> Option<&NodeKind> {
        self.process.node(id).map(|node| &node.kind)
    }

    /// What an edge leads to, as the end of a sentence.
    fn follows(&self, edge: &EdgeRefTo<'_>) -> String {
        let language = self.language;
        let Some(node) = self.process.node(edge.to) else { return String::new() };
        let label = label(node, language);
        if let Flow::Return { at_most } = edge.edge.flow {
            let bound = at_most.map_or_else(
                || say!(language, "число возвратов не ограничено", "оралу саны шектелмеген", "as often as need be"),
                |n| words::at_most_times(n, language),
            );
            return say!(
                language,
                "происходит возврат: {label}, {bound}",
                "мынаған оралады: {label}, {bound}",
                "the case goes back: {label}, {bound}"
            );
        }
        match &node.kind {
            NodeKind::End(end) => self.ends(*end),
            NodeKind::Decision(decision) if decision.unstated => self.unstated(edge.to),
            NodeKind::Join(_) => {
                say!(language, "ветвь завершается", "тарам аяқталады", "the branch ends")
            }
            NodeKind::Fork => {
                say!(
                    language,
                    "начинается одновременная работа",
                    "бір мезгілдегі жұмыс басталады",
                    "simultaneous work begins"
                )
            }
            NodeKind::ForEach(_) => {
                say!(language, "то же делается {label}", "{label} бірдей орындалады", "the same is done {label}")
            }
            NodeKind::Call(_) => {
                say!(language, "выполняется {label}", "мынау орындалады: {label}", "the {label} is carried out")
            }
            _ => say!(language, "следует {label}", "мынаған өтеді: {label}", "{label} follows"),
        }
    }

    fn ends(&self, how: End) -> String {
        let language = self.language;
        let title = end(self.told.set, how, language);
        match how {
            End::Outcome(_) => say!(
                language,
                "порядок завершается: «{title}»",
                "тәртіп аяқталады: «{title}»",
                "the procedure ends: «{title}»"
            ),
            End::TacitConsent => say!(
                language,
                "порядок завершается: {title}",
                "тәртіп аяқталады: {title}",
                "the procedure ends: {title}"
            ),
        }
    }

    /// A choice between outcomes for which the act gives no criterion.
    fn unstated(&self, id: NodeId) -> String {
        let outcome = |edge: &EdgeRefTo<'_>| match &edge.edge.answer {
            Some(Answer::Outcome(outcome)) => Some(format!("«{}»", self.told.set.head.outcome(*outcome)?.title)),
            _ => None,
        };
        let outcomes: Vec<_> = self.process.outgoing(id).iter().filter_map(outcome).collect();
        let outcomes = outcomes.join(&say!(self.language, " либо ", " немесе ", " or "));
        say!(
            self.language,
            "порядок завершается одним из исходов: {outcomes}; по какому основанию он выбирается, в акте не сказано",
            "тәртіп мына нәтижелердің бірімен аяқталады: {outcomes}; оның қандай негізбен таңдалатыны актіде айтылмаған",
            "the procedure ends in one of these outcomes: {outcomes}; the act does not say by what it is chosen"
        )
    }

    fn decision(&self, decision: &DecisionNode) -> Vec<String> {
        let (language, names) = (self.language, names(self.told, &decision.checkers));
        let mut sentences = Vec::new();
        match (decision.checkers.as_slice(), &decision.criteria) {
            ([], Some(_)) => {}
            ([], None) => sentences.push(say!(
                language,
                "Кто решает, не указано.",
                "Кім шешетіні көрсетілмеген.",
                "It is not said who decides."
            )),
            ([_], _) => {
                sentences.push(say!(language, "Проверяет: {names}.", "Тексереді: {names}.", "Checked by: {names}."));
            }
            _ => sentences.push(say!(language, "Проверяют: {names}.", "Тексереді: {names}.", "Checked by: {names}.")),
        }
        if decision.waiting.is_some() || decision.term.is_some() {
            sentences.push(terms(decision.waiting.as_ref(), decision.term.as_ref(), language));
        }
        sentences.extend(decision.criteria.as_ref().map(|criteria| self.criteria(criteria)));
        sentences
    }

    fn criteria(&self, Criteria(answers): &Criteria) -> String {
        let language = self.language;
        let each = answers.iter().map(|(given, criterion)| {
            let given = answer(self.told.set, given, language);
            let given = unquoted(&given);
            match criterion {
                Some(criterion) => {
                    let criterion = criterion::told(self.told.set, criterion, language);
                    say!(
                        language,
                        "«{given}», если {criterion}",
                        "«{given}», егер {criterion} болса",
                        "«{given}» if {criterion}"
                    )
                }
                None => say!(
                    language,
                    "«{given}» в остальных случаях",
                    "қалған жағдайларда «{given}»",
                    "«{given}» in all other cases"
                ),
            }
        });
        let each = each.collect::<Vec<_>>().join("; ");
        say!(
            language,
            "Ответ следует из сведений: {each}.",
            "Жауап мәліметтерден шығады: {each}.",
            "The answer follows from the facts: {each}."
        )
    }

    /// The edges out of the node in the order written; a reply is told before there is none.
    fn edges(&self) -> Vec<EdgeRefTo<'_>> {
        let mut edges = self.process.outgoing(self.id);
        edges.sort_by(|one, other| (one.edge.span, &one.edge.answer).cmp(&(other.edge.span, &other.edge.answer)));
        edges
    }

    /// What each answer leads to.
    fn answers(&self) -> Vec<String> {
        let each = self.edges().into_iter().filter_map(|edge| {
            let given = answer(self.told.set, edge.edge.answer.as_ref()?, self.language);
            let cites = bracketed(&edge.edge.cites, self.language);
            Some(format!("{given}: {}{cites}", self.follows(&edge)))
        });
        each.collect()
    }

    fn wait(&self, wait: &WaitNode) -> (Vec<String>, Vec<String>) {
        let (language, names) = (self.language, names(self.told, &wait.from));
        let mut sentences = Vec::new();
        if !wait.from.is_empty() {
            sentences.push(say!(language, "От кого: {names}.", "Кімнен: {names}.", "From: {names}."));
        }
        sentences.push(match &wait.bound {
            Some(bound) => {
                let (bound, cites) = (words::term(bound, language), bracketed(&bound.cites, language));
                say!(
                    language,
                    "Срок ожидания: {bound}{cites}.",
                    "Күту мерзімі: {bound}{cites}.",
                    "Awaited for: {bound}{cites}."
                )
            }
            None => say!(
                language,
                "Срок ожидания не установлен.",
                "Күту мерзімі белгіленбеген.",
                "No bound is set to the wait."
            ),
        });
        sentences.extend(clocks(wait, language));
        sentences.extend(self.events(&wait.events));
        let answers: Vec<_> = self.process.outgoing(self.id).into_iter().map(|edge| edge.edge.answer.clone()).collect();
        if wait.bound.is_some() && !answers.contains(&Some(Answer::Expiry)) {
            sentences.push(say!(
                language,
                "Что следует, если ответа нет, в акте не сказано.",
                "Жауап болмаса не істелетіні актіде айтылмаған.",
                "What follows if there is no reply, the act does not say."
            ));
        }
        (sentences, self.answers())
    }

    fn fork(&self) -> Vec<String> {
        let language = self.language;
        let together = say!(
            language,
            "Ветви начинаются одновременно.",
            "Тарамдар бір мезгілде басталады.",
            "The branches begin at the same time."
        );
        let join = self.process.join_of(self.id).and_then(|join| self.kind(join));
        let waits = match join {
            Some(NodeKind::Join(JoinMode::All)) => {
                say!(language, "Ждут завершения всех.", "Барлығының аяқталуы күтіледі.", "All of them are waited for.")
            }
            Some(NodeKind::Join(JoinMode::First)) => say!(
                language,
                "Достаточно завершить одну: остальные тогда прекращаются.",
                "Біреуінің аяқталуы жеткілікті: сонда қалғандары тоқтатылады.",
                "One of them is enough: the others are then broken off."
            ),
            _ => say!(
                language,
                "Каждая сама завершает порядок.",
                "Әрқайсысы тәртіпті өзі аяқтайды.",
                "Each of them ends the procedure by itself."
            ),
        };
        vec![together, waits]
    }

    fn branches(&self) -> Vec<String> {
        let each = self.edges().into_iter().map(|edge| {
            let title = edge.edge.branch.as_deref().unwrap_or_default();
            let (cites, follows) = (bracketed(&edge.edge.cites, self.language), self.follows(&edge));
            say!(
                self.language,
                "ветвь «{title}»{cites}: {follows}",
                "«{title}» тарамы{cites}: {follows}",
                "branch «{title}»{cites}: {follows}"
            )
        });
        each.collect()
    }

    fn join(&self, mode: JoinMode) -> Vec<String> {
        let language = self.language;
        let fork = self.process.fork_of(self.id).and_then(|fork| self.kind(fork));
        let waited = match mode {
            _ if matches!(fork, Some(NodeKind::ForEach(_))) => {
                say!(language, "Сделано для каждого.", "Әрқайсысы үшін орындалды.", "Done for each of them.")
            }
            JoinMode::All => {
                say!(language, "Завершены все ветви.", "Барлық тарам аяқталды.", "All branches have ended.")
            }
            JoinMode::First => say!(
                language,
                "Завершена одна из ветвей, остальные прекращены.",
                "Тарамдардың бірі аяқталды, қалғандары тоқтатылды.",
                "One of the branches has ended, the others are broken off."
            ),
        };
        std::iter::once(waited).chain(self.then()).collect()
    }

    fn for_each(&self) -> Vec<String> {
        let together = say!(
            self.language,
            "Делается для всех одновременно; ждут завершения у каждого.",
            "Барлығы үшін бір мезгілде орындалады; әрқайсысының аяқталуы күтіледі.",
            "Done for all of them at the same time; every one is waited for."
        );
        std::iter::once(together).chain(self.then()).collect()
    }

    fn hand_over(&self, hand_over: &HandOverNode) -> Vec<String> {
        let to = names(self.told, &[hand_over.to]);
        vec![say!(
            self.language,
            "Кому: {to}. Этот порядок и его сроки здесь заканчиваются; дело продолжается названным порядком, с его сроками.",
            "Кімге: {to}. Бұл тәртіп пен оның мерзімдері осында аяқталады; іс аталған тәртіппен, оның мерзімдерімен жалғасады.",
            "To: {to}. This procedure and its limits end here; the case goes on by the procedure named, with the limits of that."
        )]
    }

    fn interrupt(&self, interrupt: &InterruptNode) -> Vec<String> {
        let (language, from) = (self.language, names(self.told, &interrupt.from));
        let mut sentences = vec![say!(
            language,
            "Может случиться, пока порядок не завершён; всё начатое тогда прекращается.",
            "Тәртіп аяқталғанға дейін болуы мүмкін; сонда басталғанның бәрі тоқтатылады.",
            "May happen as long as the procedure has not ended; all that is going on is broken off then."
        )];
        if !from.is_empty() {
            sentences.push(say!(language, "От кого: {from}.", "Кімнен: {from}.", "From: {from}."));
        }
        sentences.extend(self.is_events(&interrupt.events));
        sentences.extend(self.then());
        sentences
    }

    fn call(&self, call: &CallNode) -> Vec<String> {
        let language = self.language;
        let called = self.told.set.find(&call.procedure, self.process.variant);
        let refusals = called.map(|called| refusals(self.told, called)).unwrap_or_default();
        let mut sentences = vec![say!(
            language,
            "Выполняется как часть этого порядка; шаги рассказаны под его названием.",
            "Осы тәртіптің бөлігі ретінде орындалады; қадамдары өз атауының астында баяндалған.",
            "Carried out as part of this procedure; its steps are told under its own title."
        )];
        if !refusals.is_empty() {
            let refusals = refusals.join(", ");
            sentences.push(say!(
                language,
                "Если он завершается отказом, этим завершается и весь порядок: {refusals}.",
                "Ол бас тартумен аяқталса, бүкіл тәртіп те сонымен аяқталады: {refusals}.",
                "If it ends in a refusal, this ends the whole procedure: {refusals}."
            ));
        }
        sentences.extend(self.then());
        sentences
    }
}

/// The titles of the unfavourable outcomes of a called procedure, in quotation marks.
fn refusals(told: &Told<'_>, called: &Process) -> Vec<String> {
    let mut titles = Vec::new();
    for (_, node) in called.nodes() {
        if let NodeKind::End(how) = node.kind
            && !is_favourable(told.set, how)
        {
            let title = format!("«{}»", end(told.set, how, told.language));
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
    }
    titles
}

/// How long one queues for a step and how long it takes, as a sentence.
fn terms(waiting: Option<&Term>, term: Option<&Term>, language: Language) -> String {
    let written = |term: &Term| words::term(term, language) + &bracketed(&term.cites, language);
    match (waiting.map(written), term.map(written)) {
        (None, None) => {
            say!(language, "Срок не установлен.", "Мерзімі белгіленбеген.", "No term is set.")
        }
        (None, Some(term)) => say!(language, "Срок: {term}.", "Мерзімі: {term}.", "Term: {term}."),
        (Some(waiting), None) => say!(
            language,
            "Ожидание в очереди: {waiting}; срок самого шага не установлен.",
            "Кезекте күту: {waiting}; қадамның өз мерзімі белгіленбеген.",
            "Waiting in the queue: {waiting}; no term is set for the step itself."
        ),
        (Some(waiting), Some(term)) => say!(
            language,
            "Ожидание в очереди: {waiting}; срок: {term}.",
            "Кезекте күту: {waiting}; мерзімі: {term}.",
            "Waiting in the queue: {waiting}; term: {term}."
        ),
    }
}

/// What a wait does to limits, a sentence for each sort.
fn clocks(wait: &WaitNode, language: Language) -> Vec<String> {
    let of = |action: ClockAction| {
        let names = wait.clocks.iter().filter(|clock| clock.action == action);
        names.map(|clock| words::limit_name(&clock.limit, language)).collect::<Vec<_>>().join(", ")
    };
    let (suspended, restarted) = (of(ClockAction::Suspends), of(ClockAction::Restarts));
    let mut sentences = Vec::new();
    if !suspended.is_empty() {
        sentences.push(say!(
            language,
            "На время ожидания приостанавливается: {suspended}.",
            "Күту кезінде тоқтатыла тұрады: {suspended}.",
            "Suspended while it lasts: {suspended}."
        ));
    }
    if !restarted.is_empty() {
        sentences.push(say!(
            language,
            "После ожидания исчисляется заново: {restarted}.",
            "Күтуден кейін қайта есептеледі: {restarted}.",
            "Counted anew when it is over: {restarted}."
        ));
    }
    sentences
}

/// The names of participants, as printed.
pub fn names(told: &Told<'_>, ids: &[ParticipantId]) -> String {
    let names = ids.iter().filter_map(|id| Some(told.set.head.participant(*id)?.title.as_str()));
    names.collect::<Vec<_>>().join(", ")
}

/// A text without quotation marks around it.
fn unquoted(text: &str) -> &str {
    text.strip_prefix('«').and_then(|text| text.strip_suffix('»')).unwrap_or(text)
}
