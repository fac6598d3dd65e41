//! Typed ids: an index into the list it was made for, told apart by the compiler.

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            /// The id of the entry at `index` of its list.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The place in the list the id belongs to.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A participant of a regulation: an index into [`super::Head::participants`].
    ParticipantId;
    /// An outcome of a regulation: an index into [`super::Head::outcomes`].
    OutcomeId;
    /// A kind of the service: an index into [`super::Head::variants`].
    VariantId;
    /// An event of a regulation: an index into [`super::Head::events`].
    EventId;
    /// A fact of a regulation: an index into [`super::Head::facts`].
    FactId;
    /// A procedure of a regulation: an index into [`super::Regulation::procedures`].
    ProcedureId;
}
