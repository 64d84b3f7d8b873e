import COpenSSL
public import Foundation

/// The SHA-256 of texts that begin alike: what they share is digested once.
///
/// The specifications of a plan's repetitions differ near their ends only; a million of them would
/// otherwise be gigabytes to digest.
public final class DigestPrefix {
  private let prefix: OpaquePointer
  private let scratch: OpaquePointer

  /// Digests what the texts begin with.
  ///
  /// - Parameter bytes: the beginning; may be empty.
  public init(_ bytes: some ContiguousBytes) {
    guard let prefix = EVP_MD_CTX_new(), let scratch = EVP_MD_CTX_new() else {
      preconditionFailure("OpenSSL has memory for a digest")
    }
    self.prefix = prefix
    self.scratch = scratch
    let isBegun = EVP_DigestInit_ex(prefix, EVP_sha256(), nil) == 1
    precondition(isBegun, "OpenSSL offers SHA-256")
    Self.update(prefix, bytes)
  }

  deinit {
    EVP_MD_CTX_free(prefix)
    EVP_MD_CTX_free(scratch)
  }

  /// The SHA-256 of the beginning and what follows it.
  ///
  /// - Parameter rest: what follows.
  /// - Returns: the digest of both as one text.
  public func digest(followedBy rest: some ContiguousBytes) -> Digest {
    let isCopied = EVP_MD_CTX_copy_ex(scratch, prefix) == 1
    precondition(isCopied, "OpenSSL copies a digest's state")
    Self.update(scratch, rest)
    var bytes = [UInt8](repeating: 0, count: 32)
    let isDone = EVP_DigestFinal_ex(scratch, &bytes, nil) == 1
    precondition(isDone, "OpenSSL ends a digest")
    return Digest(rawBytes: bytes)
  }

  private static func update(_ context: OpaquePointer, _ bytes: some ContiguousBytes) {
    bytes.withUnsafeBytes { raw in
      let isTaken = EVP_DigestUpdate(context, raw.baseAddress, raw.count) == 1
      precondition(isTaken, "OpenSSL takes any bytes")
    }
  }
}
