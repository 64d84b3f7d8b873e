public import Datasets

/// What can go wrong with a record store.
///
/// A torn or edited record is not an error: it is reported by `RecordStore.Lookup.damaged`,
/// and run again.
public enum StoreError: Error, Equatable, Sendable {
  /// The file system refused: what was tried, on which path, and its own words.
  case inputOutput(action: String, path: String, reason: String)
  /// A record of this identifier exists with another content; the old one is kept.
  case conflict(identifier: Digest, kept: Digest, refused: Digest)
  /// A name that is not made of 1 to 64 of the letters a to z and `-`.
  case attachmentName(String)
  /// Two attachments of one record share a name.
  case duplicateAttachment(String)
  /// The bytes given for an attachment are missing, too many, or not those in the record.
  case attachmentsDiffer(name: String, problem: String)
  /// A record has no attachment of this name.
  case noAttachment(name: String, identifier: Digest)
  /// The bytes of an attachment are not those that its record promises.
  case damagedAttachment(name: String, identifier: Digest, reason: String)
  /// A record of more bytes than would be read again.
  case tooLarge(bytes: Int)
  /// A NaN or an infinity where JSON is to be written.
  case notFinite(Double)
}
