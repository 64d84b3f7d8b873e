public import Datasets

extension RecordStore {
  /// Waits until a record is to be seen: a shared file system may show late what another machine wrote.
  ///
  /// - Parameters:
  ///   - identifier: the digest of the run's specification.
  ///   - seconds: the longest time to wait; then whoever needs the record says that it is missing.
  /// - Throws: `CancellationError` where the task is cancelled.
  public func waitForRecord(_ identifier: Digest, seconds: Int) async throws {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    while !hasRecord(identifier), clock.now < end {
      try await clock.sleep(for: .milliseconds(500))
    }
  }
}
