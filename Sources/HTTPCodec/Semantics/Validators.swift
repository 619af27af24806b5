/// What a representation that exists is known by, and what a request that makes conditions gets: RFC 9110 §13.
package struct Validators: Hashable, Sendable {
  /// Strong: other bytes have another tag.
  package let tag: EntityTag
  /// When the representation was last changed.
  package let modified: HTTPDate

  /// What a representation is known by.
  package init(tag: EntityTag, modified: HTTPDate) {
    self.tag = tag
    self.modified = modified
  }

  /// What a condition comes to.
  package enum Outcome: Hashable, Sendable {
    /// The request is to be answered as if it made no conditions.
    case proceed
    /// 304: the client has the representation already.
    case notModified
    /// 412: the representation is another one than the client thinks.
    case preconditionFailed
  }

  /// The outcome for a GET or HEAD, in the order of §13.2.2.
  ///
  /// A date that cannot be read makes no condition.
  package func outcome(for fields: HTTPFields) -> Outcome {
    if let tags = fields["If-Match"] {
      guard EntityTagList(reading: tags).contains(where: tag.matchesStrongly) else { return .preconditionFailed }
    } else if let date = fields["If-Unmodified-Since"].flatMap(HTTPDate.init), modified > date {
      return .preconditionFailed
    }
    if let tags = fields["If-None-Match"] {
      return EntityTagList(reading: tags).contains(where: tag.matchesWeakly) ? .notModified : .proceed
    }
    if let date = fields["If-Modified-Since"].flatMap(HTTPDate.init), modified <= date { return .notModified }
    return .proceed
  }

  /// Whether the Range field counts: If-Range names this very representation, or is not there (§13.1.5).
  ///
  /// A date names it only when the last change is at least a second old, so that none can follow unseen (§8.8.2.2).
  package func allowsRange(for fields: HTTPFields, at now: HTTPDate) -> Bool {
    guard let condition = fields["If-Range"] else { return true }
    if let other = EntityTag(reading: condition) { return tag.matchesStrongly(other) }
    return HTTPDate(condition) == modified && modified < now
  }
}
