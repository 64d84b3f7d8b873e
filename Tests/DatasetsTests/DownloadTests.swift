import Foundation
import Synchronization
import Testing

@testable import Datasets

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// What a download does with what a server says, without a server.
@Suite("Downloads")
struct DownloadTests {
  private static let url = URL(fileURLWithPath: "/nowhere")

  /// Where a download follows a redirect to; nil where it does not.
  private func followed(_ address: String) throws -> String? {
    let target = try #require(URL(string: address))
    let response = try #require(
      HTTPURLResponse(url: Self.url, statusCode: 302, httpVersion: nil, headerFields: nil))
    let session = URLSession(configuration: .ephemeral)
    defer { session.invalidateAndCancel() }
    let found = Mutex<String?>(nil)
    Download(file: "f", limit: 1).urlSession(
      session, task: session.dataTask(with: Self.url), willPerformHTTPRedirection: response,
      newRequest: URLRequest(url: target)
    ) { request in
      found.withLock { $0 = request?.url?.absoluteString }
    }
    return found.withLock { $0 }
  }

  @Test("A redirect is followed over TLS, and never out of it")
  func redirects() throws {
    #expect(try followed("https://example.org/f") == "https://example.org/f")
    #expect(try followed("HTTPS://example.org/f") != nil)
    for address in ["http://example.org/f", "file:///etc/passwd", "ftp://example.org/f"] {
      #expect(try followed(address) == nil, "\(address)")
    }
  }

  @Test("More bytes than the limit end a download, whatever the server promised")
  func limit() throws {
    let download = Download(file: "f", limit: 10)
    let session = URLSession(configuration: .ephemeral)
    defer { session.invalidateAndCancel() }
    let task = session.dataTask(with: Self.url)
    download.urlSession(session, dataTask: task, didReceive: Data(count: 10))
    #expect(try download.result().count == 10)
    download.urlSession(session, dataTask: task, didReceive: Data(count: 1))
    #expect(throws: DatasetError.tooLarge(path: "f", limit: 10)) { try download.result() }
  }
}
