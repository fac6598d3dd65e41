//! Processes to draw: the flows of the acts, and one for each construct.

use crate::graph::{
    CallNode, DecisionNode, Edge, End, Flow, ForEachNode, HandOverNode, InterruptNode, Node, NodeId, NodeKind, Process,
    ProcessSet, StepLabel, TaskNode, WaitNode,
};
use crate::language::Language;
use crate::model::{
    Answer, Citation, CitationLevel, CitationPart, Diagram, Duration, Head, JoinMode, Outcome, OutcomeId, Participant,
    ParticipantId, ParticipantKind, Quantity, StepKind, StepName, StepNumber, Term, Unit,
};
use crate::source::Span;

pub(super) struct Sample {
    pub(super) name: &'static str,
    pub(super) set: ProcessSet,
}

/// Builds one process, node by node.
pub(super) struct Builder {
    pub(super) set: ProcessSet,
    pub(super) process: Process,
}

impl Builder {
    pub(super) fn new(language: Language, title: &str, procedure: &str) -> Self {
        let set = ProcessSet {
            head: Head { id: "sample".to_owned(), title: title.to_owned(), ..Head::bare(language) },
            processes: Vec::new(),
        };
        let mut process = Process::empty("sample".to_owned(), procedure.to_owned());
        process.diagrams.push(Diagram { annex: "1".to_owned(), style: None });
        Self { set, process }
    }

    pub(super) fn node(&mut self, kind: NodeKind) -> NodeId {
        let parts = [CitationPart { level: CitationLevel::Paragraph, number: "8".to_owned() }].into();
        self.process.push_node(Node { kind, cites: vec![Citation { parts }], span: Span::default() })
    }

    pub(super) fn edge(&mut self, from: NodeId, to: NodeId, answer: Option<Answer>) {
        let flow = if to > from { Flow::Forward } else { Flow::Return { at_most: Some(2) } };
        self.process.push_edge(from, to, Edge { answer, flow, branch: None, cites: Vec::new(), span: Span::default() });
    }

    fn branch(&mut self, from: NodeId, to: NodeId, title: &str) {
        let branch = Some(title.to_owned());
        let edge = Edge { answer: None, flow: Flow::Forward, branch, cites: Vec::new(), span: Span::default() };
        self.process.push_edge(from, to, edge);
    }

    fn chain(&mut self, nodes: &[NodeId]) {
        for pair in nodes.windows(2) {
            if let &[from, to] = pair {
                self.edge(from, to, None);
            }
        }
    }

    pub(super) fn participant(&mut self, title: &str) -> ParticipantId {
        let id = ParticipantId::new(self.set.head.participants.len());
        let (title, kind) = (title.to_owned(), ParticipantKind::Provider);
        self.set.head.participants.push(Participant {
            id: title.clone(),
            title,
            kind,
            calendar: None,
            span: Span::default(),
        });
        id
    }

    pub(super) fn outcome(&mut self, title: &str, favourable: bool) -> OutcomeId {
        let id = OutcomeId::new(self.set.head.outcomes.len());
        let title = title.to_owned();
        self.set.head.outcomes.push(Outcome {
            id: title.clone(),
            title,
            favourable,
            cites: Vec::new(),
            span: Span::default(),
        });
        id
    }

    pub(super) fn end(&mut self, outcome: OutcomeId) -> NodeId {
        self.node(NodeKind::End(End::Outcome(outcome)))
    }

    fn step(
        &mut self,
        kind: StepKind,
        number: u32,
        title: &str,
        performer: Option<ParticipantId>,
        terms: (Option<Term>, Option<Term>),
    ) -> NodeId {
        let (waiting, term) = terms;
        self.node(NodeKind::Task(TaskNode {
            step: label(kind, number),
            title: title.to_owned(),
            performers: performer.into_iter().collect(),
            automatic: false,
            sends: Vec::new(),
            waiting,
            term,
            not_before: None,
            events: Vec::new(),
        }))
    }

    fn action(
        &mut self,
        number: u32,
        title: &str,
        performer: ParticipantId,
        terms: (Option<Term>, Option<Term>),
    ) -> NodeId {
        self.step(StepKind::Action, number, title, Some(performer), terms)
    }

    pub(super) fn decision(&mut self, number: u32, title: &str) -> NodeId {
        self.choice(label(StepKind::Condition, number), title, false)
    }

    fn choice(&mut self, step: StepLabel, title: &str, unstated: bool) -> NodeId {
        let title = title.to_owned();
        let decision =
            DecisionNode { step, title, checkers: Vec::new(), waiting: None, term: None, criteria: None, unstated };
        self.node(NodeKind::Decision(decision))
    }

    pub(super) fn wait(&mut self, title: &str, bound: Option<Term>) -> NodeId {
        let (from, clocks, events) = (Vec::new(), Vec::new(), Vec::new());
        self.node(NodeKind::Wait(WaitNode { title: title.to_owned(), from, bound, clocks, events }))
    }

    pub(super) fn done(mut self, name: &'static str) -> Sample {
        self.set.processes.push(self.process);
        Sample { name, set: self.set }
    }
}

fn label(kind: StepKind, number: u32) -> StepLabel {
    StepLabel { kind, name: Some(StepName::Number(StepNumber { major: number, minor: None })) }
}

#[expect(clippy::unnecessary_wraps, reason = "every use of it is a term that may be absent")]
fn lasting(quantities: &[(u32, Unit)]) -> Option<Term> {
    let quantities = quantities.iter().map(|(n, unit)| Quantity { n: *n, unit: *unit }).collect();
    Some(Term { duration: Duration { quantities, consecutive: false }, ..Term::default() })
}

pub(super) fn all() -> Vec<Sample> {
    vec![
        medical(),
        medical_kk(),
        portal(),
        parallel(),
        looped(),
        waiting(),
        answers(),
        joined(),
        nested(),
        hostile(),
        single(),
        wordy(),
        broken_off(),
    ]
}

pub(super) fn medical() -> Sample {
    let mut b = Builder::new(
        Language::Ru,
        "Выдача лицензии, переоформление, выдача дубликатов лицензии на медицинскую деятельность",
        "первая выдача лицензии",
    );
    let office = b.participant("Специалист канцелярии услугодателя");
    let head = b.participant("Руководитель услугодателя");
    let unit = b.participant("Специалист отдела услугодателя");
    let body = b.participant("Государственный орган");
    let licence = b.outcome("лицензия и (или) приложение к лицензии", true);
    let refusal = b.outcome("мотивированный ответ об отказе", false);
    let no_look = b.outcome("отказ рассматривать заявление", false);
    let minutes = |n| lasting(&[(n, Unit::Minute)]);
    let days = |n| lasting(&[(n, Unit::WorkingDay)]);
    let start = b.node(NodeKind::Start);
    let first = b.action(
        1,
        "Сотрудник канцелярии берёт заявление с бумагами, вписывает его в журнал и несёт начальнику",
        office,
        (minutes(15), minutes(15)),
    );
    let second =
        b.action(2, "Начальник выбирает, кто из отдела займётся заявлением, и ставит визу", head, (None, minutes(15)));
    let third = b.action(
        3,
        "Отдел смотрит, все ли нужные бумаги приложены и отвечает ли заявитель тому, что требуется от лицензиата",
        unit,
        (None, lasting(&[(7, Unit::Hour), (45, Unit::Minute)])),
    );
    let full = b.decision(1, "Все бумаги на месте?");
    let rejected = b.end(no_look);
    let fourth = b.action(
        4,
        "Отдел вводит сведения о заявителе в систему и спрашивает мнение другого ведомства",
        unit,
        (None, days(2)),
    );
    let fifth = b.action(
        5,
        "Ведомство отвечает, годится ли заявитель для такой работы, и прикладывает своё заключение",
        body,
        (None, days(10)),
    );
    let sixth = b.action(
        6,
        "Отдел готовит лицензию или отказ в системе, печатает бумагу, несёт её на подпись и ставит печать",
        unit,
        (None, days(1)),
    );
    let seventh = b.action(7, "Отдел отдаёт заявителю то, что получилось", unit, (None, days(1)));
    let choice = b.choice(label(StepKind::Action, 7), "Выдача результата", true);
    let (granted, refused) = (b.end(licence), b.end(refusal));
    b.chain(&[start, first, second, third, full]);
    b.edge(full, rejected, Some(Answer::No));
    b.edge(full, fourth, Some(Answer::Yes));
    b.chain(&[fourth, fifth, sixth, seventh, choice]);
    b.edge(choice, granted, Some(Answer::Outcome(licence)));
    b.edge(choice, refused, Some(Answer::Outcome(refusal)));
    b.done("medical")
}

pub(super) fn medical_kk() -> Sample {
    let mut b = Builder::new(Language::Kk, "Медициналық қызметке лицензия беру", "Лицензияны беру кезінде");
    let office = b.participant("Қызметті берушінің кеңсе қызметкері");
    let head = b.participant("Қызметті берушінің басшысы");
    let unit = b.participant("Жауапты орындаушы");
    let licence = b.outcome("лицензия", true);
    let refusal = b.outcome("қызмет көрсетуден бас тарту туралы уәжделген жауап", false);
    let start = b.node(NodeKind::Start);
    let first = b.action(
        1,
        "Өтініш пен қағаздарды алу, журналға жазу, содан кейін бастыққа апару",
        office,
        (lasting(&[(15, Unit::Minute)]), lasting(&[(15, Unit::Minute)])),
    );
    let second = b.action(2, "Жауапты орындаушыны айқындау", head, (None, lasting(&[(3, Unit::Hour)])));
    let full = b.decision(1, "Құжаттар топтамасы толық па?");
    let refused = b.end(refusal);
    let third = b.action(3, "Нәтижені дайындау және беру", unit, (None, lasting(&[(14, Unit::WorkingDay)])));
    let granted = b.end(licence);
    b.chain(&[start, first, second, full]);
    b.edge(full, refused, Some(Answer::No));
    b.edge(full, third, Some(Answer::Yes));
    b.chain(&[third, granted]);
    b.done("medical_kk")
}

/// Eleven processes; four conditions whose «нет» leads through a process of its own to an end.
pub(super) fn portal() -> Sample {
    let mut b = Builder::new(Language::Ru, "Выдача лицензии на медицинскую деятельность", "заявление через сайт");
    let portal = b.participant("Портал электронного правительства");
    let refusal = b.outcome("сообщение об отказе", false);
    let result = b.outcome("электронная лицензия", true);
    let start = b.node(NodeKind::Start);
    let mut before = start;
    let mut number = 0;
    let mut answer = None;
    let asked = [
        (vec!["Ввод ИИН и пароля для получения услуги"], "Подлинность данных подтверждена?"),
        (vec!["Заявитель находит услугу, открывает анкету и прилагает снимки бумаг"], "Оплата произведена?"),
        (vec!["Заявитель ставит электронную подпись"], "ЭЦП действительна и не отозвана?"),
        (vec!["Система даёт заявлению номер"], "Основания для выдачи лицензии имеются?"),
    ];
    for (count, (steps, question)) in asked.into_iter().enumerate() {
        for title in steps {
            number += 1;
            let node = b.step(StepKind::Process, number, title, Some(portal), (None, None));
            b.edge(before, node, answer.take());
            before = node;
        }
        let condition = b.decision(u32::try_from(count).expect("few") + 1, question);
        b.edge(before, condition, None);
        number += 1;
        let refuse = b.step(
            StepKind::Process,
            number,
            "Система пишет заявителю, что услуги не будет",
            None,
            (None, lasting(&[(1, Unit::Minute)])),
        );
        let end = b.end(refusal);
        b.edge(condition, refuse, Some(Answer::No));
        b.edge(refuse, end, None);
        (before, answer) = (condition, Some(Answer::Yes));
    }
    for title in ["Отдел изучает заявление", "Начальник подписывает", "Заявитель забирает готовое"]
    {
        number += 1;
        let node = b.step(StepKind::Process, number, title, None, (None, lasting(&[(5, Unit::WorkingDay)])));
        b.edge(before, node, answer.take());
        before = node;
    }
    let end = b.end(result);
    b.edge(before, end, None);
    b.done("portal")
}

pub(super) fn parallel() -> Sample {
    let mut b = Builder::new(Language::Ru, "Согласование проекта", "при согласовании в двух органах");
    let unit = b.participant("Специалист отдела");
    let health = b.participant("Орган санитарного надзора");
    let fire = b.participant("Орган противопожарной службы");
    let done = b.outcome("заключение", true);
    let no = b.outcome("отказ в согласовании", false);
    let days = |n| lasting(&[(n, Unit::WorkingDay)]);
    let start = b.node(NodeKind::Start);
    let first = b.action(1, "Направление проекта на согласование", unit, (None, days(1)));
    let fork = b.node(NodeKind::Fork);
    let second = b.action(2, "Санитарно-эпидемиологическая экспертиза", health, (None, days(10)));
    let check = b.decision(1, "Требуется выезд?");
    let third = b.action(3, "Экспертиза пожарной безопасности", fire, (None, days(5)));
    let visit = b.action(4, "Выезд на объект", health, (None, days(3)));
    let join = b.node(NodeKind::Join(JoinMode::All));
    let last = b.action(5, "Подготовка сводного заключения", unit, (None, days(2)));
    let ask = b.decision(2, "Все согласования положительные?");
    let (end, refused) = (b.end(done), b.end(no));
    b.chain(&[start, first, fork]);
    b.branch(fork, second, "санитария");
    b.branch(fork, third, "пожарная безопасность");
    b.chain(&[second, check]);
    b.edge(check, visit, Some(Answer::Yes));
    b.edge(check, join, Some(Answer::No));
    b.chain(&[visit, join]);
    b.chain(&[third, join, last, ask]);
    b.edge(ask, end, Some(Answer::Yes));
    b.edge(ask, refused, Some(Answer::No));
    b.done("parallel")
}

/// What may break the flow off stands below it; a list has one branch, and a hand-over ends beside its condition.
pub(super) fn broken_off() -> Sample {
    let mut b = Builder::new(Language::Ru, "Согласование", "с комиссией");
    let unit = b.participant("Специалист отдела");
    let other = b.participant("Департамент");
    let (done, withdrawn) = (b.outcome("заключение", true), b.outcome("заявление отозвано", false));
    let day = || (None, lasting(&[(1, Unit::WorkingDay)]));
    let start = b.node(NodeKind::Start);
    let ask = b.decision(1, "Вопрос отдела?");
    let (procedure, title) = ("other".to_owned(), "рассмотрение в департаменте".to_owned());
    let handed = b.node(NodeKind::HandOver(HandOverNode { to: other, procedure, title }));
    let each = b.node(NodeKind::ForEach(ForEachNode { title: "член комиссии".to_owned() }));
    let opinion = b.action(1, "Заключение", unit, day());
    let join = b.node(NodeKind::Join(JoinMode::All));
    let end = b.end(done);
    let title = "отзыв заявления".to_owned();
    let interrupt = b.node(NodeKind::Interrupt(InterruptNode { title, from: vec![other], events: Vec::new() }));
    let back = b.action(2, "Возврат документов", unit, day());
    let over = b.end(withdrawn);
    b.chain(&[start, ask]);
    b.edge(ask, handed, Some(Answer::No));
    b.edge(ask, each, Some(Answer::Yes));
    b.branch(each, opinion, "член комиссии");
    b.chain(&[opinion, join, end]);
    b.chain(&[interrupt, back, over]);
    b.done("broken-off")
}

pub(super) fn looped() -> Sample {
    let mut b = Builder::new(Language::En, "Issue of a permit", "Issue with mending of the application");
    let office = b.participant("Registry");
    let done = b.outcome("permit", true);
    let start = b.node(NodeKind::Start);
    let first = b.action(1, "Receive and register the application", office, (None, lasting(&[(15, Unit::Minute)])));
    let second = b.action(2, "Check the application", office, (None, lasting(&[(1, Unit::WorkingDay)])));
    let ask = b.decision(1, "Is the application complete?");
    let third = b.action(3, "Prepare the permit", office, (None, lasting(&[(3, Unit::WorkingDay)])));
    let sure = b.decision(2, "Is the draft free of errors?");
    let fourth = b.action(4, "Sign and hand over", office, (None, lasting(&[(1, Unit::WorkingDay)])));
    let end = b.end(done);
    b.chain(&[start, first, second, ask]);
    b.edge(ask, third, Some(Answer::Yes));
    b.edge(ask, first, Some(Answer::No));
    b.chain(&[third, sure]);
    b.edge(sure, fourth, Some(Answer::Yes));
    b.edge(sure, third, Some(Answer::No));
    b.chain(&[fourth, end]);
    b.done("looped")
}

pub(super) fn waiting() -> Sample {
    let mut b = Builder::new(Language::Ru, "Выдача справки", "с запросом сведений");
    let office = b.participant("Специалист канцелярии");
    let done = b.outcome("справка", true);
    let start = b.node(NodeKind::Start);
    let first = b.action(1, "Направление запроса", office, (None, lasting(&[(1, Unit::WorkingDay)])));
    let wait = b.wait("сведения о собственности", lasting(&[(10, Unit::CalendarDay)]));
    let call = b
        .node(NodeKind::Call(CallNode {
            procedure: "fee".into(), title: "Оплата государственной пошлины".into()
        }));
    let end = b.end(done);
    let consent = b.node(NodeKind::End(End::TacitConsent));
    b.chain(&[start, first, wait]);
    b.edge(wait, call, Some(Answer::Reply));
    b.edge(wait, consent, Some(Answer::Expiry));
    b.chain(&[call, end]);
    b.done("waiting")
}

/// A question with four answers, two of which jump.
pub(super) fn answers() -> Sample {
    let mut b = Builder::new(Language::Ru, "Рассмотрение обращения", "при рассмотрении обращения гражданина");
    let office = b.participant("Ответственный исполнитель");
    let done = b.outcome("ответ заявителю", true);
    let refusal = b.outcome("оставлено без рассмотрения", false);
    let days = |n| lasting(&[(n, Unit::WorkingDay)]);
    let start = b.node(NodeKind::Start);
    let first = b.action(1, "Регистрация обращения", office, (None, days(1)));
    let ask = b.decision(1, "Вид обращения?");
    let second = b.action(2, "Проверка с выездом на место", office, (None, days(10)));
    let third = b.action(3, "Запрос сведений у других органов", office, (None, days(5)));
    let anonymous = b.end(refusal);
    let fourth = b.action(4, "Подготовка ответа", office, (None, days(2)));
    let end = b.end(done);
    let other = |text: &str| Some(Answer::Other(text.to_owned()));
    b.chain(&[start, first, ask]);
    b.edge(ask, second, other("жалоба"));
    b.edge(ask, third, other("заявление"));
    b.edge(ask, anonymous, other("анонимное"));
    b.edge(ask, fourth, other("запрос информации"));
    b.edge(ask, first, other("неясно"));
    b.chain(&[second, fourth, end]);
    b.edge(third, fourth, None);
    b.done("answers")
}

/// Branches that meet again, and a jump over them.
pub(super) fn joined() -> Sample {
    let mut b = Builder::new(Language::Ru, "Выдача разрешения", "с дополнительной проверкой");
    let office = b.participant("Специалист отдела");
    let done = b.outcome("разрешение", true);
    let refusal = b.outcome("отказ", false);
    let days = |n| lasting(&[(n, Unit::WorkingDay)]);
    let start = b.node(NodeKind::Start);
    let ask = b.decision(1, "Объект первой категории?");
    let second = b.action(1, "Расширенная проверка", office, (None, days(5)));
    let sure = b.decision(2, "Нарушения есть?");
    let refused = b.end(refusal);
    let third = b.action(2, "Составление акта", office, (None, days(1)));
    let fourth = b.action(3, "Краткая проверка", office, (None, days(2)));
    let fifth = b.action(4, "Подготовка разрешения", office, (None, days(2)));
    let end = b.end(done);
    b.chain(&[start, ask]);
    b.edge(ask, second, Some(Answer::Yes));
    b.edge(ask, fourth, Some(Answer::No));
    b.chain(&[second, sure]);
    b.edge(sure, refused, Some(Answer::Yes));
    b.edge(sure, third, Some(Answer::No));
    b.chain(&[third, fifth]);
    b.chain(&[fourth, fifth, end]);
    b.done("joined")
}

/// A hundred conditions, each on the «нет» of the one before, and all meet at the end.
pub(super) fn nested() -> Sample {
    let mut b = Builder::new(Language::Ru, "Вложенные условия", "сто уровней");
    let office = b.participant("Специалист");
    let done = b.outcome("результат", true);
    let mut before = b.node(NodeKind::Start);
    let mut answer = None;
    let mut loose = Vec::new();
    for number in 1..=100 {
        let ask = b.decision(number, "Подходит?");
        b.edge(before, ask, answer.take());
        let step = b.action(number, "Исполнение", office, (None, None));
        b.edge(ask, step, Some(Answer::Yes));
        loose.push(step);
        (before, answer) = (ask, Some(Answer::No));
    }
    let end = b.end(done);
    b.edge(before, end, answer);
    for step in loose {
        b.edge(step, end, None);
    }
    b.done("nested")
}

pub(super) fn hostile() -> Sample {
    let evil = "<script>alert('x')</script> & \"]; \"evil\" [label=\\N] \u{1}\u{202e}שלום 😀 `--> \\";
    let mut b = Builder::new(Language::En, evil, evil);
    let office = b.participant(evil);
    let done = b.outcome(evil, false);
    let start = b.node(NodeKind::Start);
    let first = b.action(1, evil, office, (None, None));
    let ask = b.decision(1, evil);
    let end = b.end(done);
    b.chain(&[start, first, ask]);
    b.edge(ask, first, Some(Answer::Other(evil.to_owned())));
    b.edge(ask, end, Some(Answer::Other("]]>".to_owned())));
    b.done("hostile")
}

pub(super) fn single() -> Sample {
    let mut b = Builder::new(Language::Kk, "Бос", "Бір түйін");
    b.node(NodeKind::Start);
    b.done("single")
}

/// Titles of five hundred letters, and words of eighty.
pub(super) fn wordy() -> Sample {
    let mut b = Builder::new(Language::Ru, &"Очень длинное название услуги ".repeat(8), "длинные слова");
    let office = b.participant(&"рентгеноэлектрокардиографического".repeat(3));
    let done = b.outcome(&"отказ".repeat(16), false);
    let start = b.node(NodeKind::Start);
    let first = b.action(1, &"Проверка документов заявителя ".repeat(17), office, (None, None));
    let ask = b.decision(1, &"Соответствуют ли документы установленным требованиям ".repeat(10));
    let end = b.end(done);
    let word = b.decision(2, &"электроэнергетический".repeat(4));
    b.chain(&[start, first, ask]);
    b.edge(ask, end, Some(Answer::Other("несоответствует".repeat(6))));
    b.edge(ask, word, Some(Answer::Yes));
    b.edge(word, first, Some(Answer::No));
    b.done("wordy")
}
