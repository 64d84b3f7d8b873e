import Dispatch
import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One download into memory, of a bounded size, that never leaves TLS.
final class Download: NSObject, URLSessionDataDelegate {
  private struct State {
    var bytes: [UInt8] = []
    var expected: Int?
    var failure: DatasetError?
  }

  private let file: String
  private let limit: Int
  private let state = Mutex(State())
  private let finished = DispatchSemaphore(value: 0)

  init(file: String, limit: Int) {
    self.file = file
    self.limit = limit
  }

  /// Waits for the end; false where it has not come in that time.
  func wait(seconds: Double) -> Bool {
    finished.wait(timeout: .now() + seconds) == .success
  }

  /// The bytes that have come, and how many the server promised.
  var progress: (received: Int, expected: Int?) {
    state.withLock { ($0.bytes.count, $0.expected) }
  }

  /// What has come, once the end has.
  func result() throws(DatasetError) -> [UInt8] {
    let (bytes, failure) = state.withLock { ($0.bytes, $0.failure) }
    if let failure { throw failure }
    return bytes
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
  ) {
    completionHandler(request.url?.scheme?.lowercased() == "https" ? request : nil)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    let status = (response as? HTTPURLResponse)?.statusCode ?? 0
    let length = response.expectedContentLength
    let isFine = state.withLock { state in
      state.expected = length >= 0 ? Int(length) : nil
      if status != 200 {
        state.failure = .unreachable(source: file, reason: "HTTP status \(status)")
      } else if length > limit {
        state.failure = .tooLarge(path: file, limit: limit)
      }
      return state.failure == nil
    }
    completionHandler(isFine ? .allow : .cancel)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isFine = state.withLock { state in
      if state.bytes.count + data.count > limit {
        state.failure = .tooLarge(path: file, limit: limit)
      } else if state.failure == nil {
        state.bytes += data
      }
      return state.failure == nil
    }
    if !isFine { dataTask.cancel() }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    state.withLock { state in
      guard state.failure == nil else { return }
      let received = state.bytes.count
      if let error, received == 0 {
        state.failure = .unreachable(source: file, reason: Self.reason(error))
      } else if error != nil || state.expected.map({ $0 != received }) ?? false {
        state.failure = .interrupted(source: file, received: received, expected: state.expected)
      }
    }
    finished.signal()
  }

  private static func reason(_ error: any Error) -> String {
    switch (error as? URLError)?.code {
    case .timedOut?: "no answer within \(Int(HTTPSource.patience)) s"
    case .cannotFindHost?, .dnsLookupFailed?: "no such host"
    case .cannotConnectToHost?: "the connection was refused"
    case .notConnectedToInternet?: "no network"
    default: error.localizedDescription
    }
  }
}
