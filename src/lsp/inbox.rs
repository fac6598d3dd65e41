//! The messages that wait for their turn.

use std::collections::VecDeque;

use lsp_server::{ErrorCode, Message, RequestId, Response};

/// Messages in the order they came. A request that is taken back while it waits is not answered by the server.
#[derive(Debug, Default)]
pub struct Inbox {
    waiting: VecDeque<Message>,
}

impl Inbox {
    /// Adds a message. If it takes a waiting request back, that has its answer, which is returned.
    pub fn push(&mut self, message: Message) -> Option<Message> {
        let Some(cancelled) = cancelled(&message) else {
            self.waiting.push_back(message);
            return None;
        };
        let is_it = |one: &Message| matches!(one, Message::Request(request) if request.id == cancelled);
        let at = self.waiting.iter().position(is_it)?;
        self.waiting.remove(at);
        let told = "the request was cancelled".to_owned();
        Some(Response::new_err(cancelled, ErrorCode::RequestCanceled as i32, told).into())
    }

    /// The next message.
    pub fn pop(&mut self) -> Option<Message> {
        self.waiting.pop_front()
    }
}

/// The request that a message takes back.
fn cancelled(message: &Message) -> Option<RequestId> {
    let Message::Notification(notification) = message else { return None };
    let id = notification.params.get("id").filter(|_| notification.method == "$/cancelRequest")?;
    serde_json::from_value(id.clone()).ok()
}

#[cfg(test)]
mod tests {
    use lsp_server::{Notification, Request};

    use super::*;

    fn cancel(id: i32) -> Message {
        Notification::new("$/cancelRequest".to_owned(), serde_json::json!({ "id": id })).into()
    }

    #[test]
    fn a_request_that_waits_can_be_taken_back_and_no_other() {
        let mut inbox = Inbox::default();
        for id in [1, 2] {
            assert!(inbox.push(Request::new(id.into(), "hover".to_owned(), ()).into()).is_none());
        }
        let answer = inbox.push(cancel(2));
        assert!(matches!(answer, Some(Message::Response(answer)) if answer.id == 2.into()));
        assert!(inbox.push(cancel(7)).is_none());
        assert!(matches!(inbox.pop(), Some(Message::Request(request)) if request.id == 1.into()));
        assert!(inbox.pop().is_none());
    }
}
