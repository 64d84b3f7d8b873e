public import Foundation
public import Study

/// `manifest.json`: canonical JSON, broken into lines at the upper levels so that a person and a
/// version control system can read it.
public enum ManifestFile {
  /// The file's name.
  public static let name = "manifest.json"
  /// The name of the manifest of a report that is being written.
  static let unfinishedName = ".manifest.json.unfinished"

  /// The file's bytes.
  package static func data(_ manifest: Manifest) throws -> Data {
    let value = try JSONValue(encoding: manifest)
    var lines: [String] = []
    for member in value.members {
      let key = try text(.string(member.key))
      guard case .array(let items) = member.value, !items.isEmpty else {
        lines.append("  \(key): \(try text(member.value))")
        continue
      }
      let rows = try items.map { "    \(try text($0))" }.joined(separator: ",\n")
      lines.append("  \(key): [\n\(rows)\n  ]")
    }
    return Data("{\n\(lines.joined(separator: ",\n"))\n}\n".utf8)
  }

  private static func text(_ value: JSONValue) throws -> String {
    String(decoding: try CanonicalJSON.bytes(of: value), as: UTF8.self)
  }

  /// Reads the manifest of a report.
  ///
  /// - Parameter folder: the report's folder.
  /// - Returns: the manifest.
  /// - Throws: `ReportError.noManifest`, `.unreadableManifest`, `.unknownFormat`.
  public static func read(in folder: URL) throws(ReportError) -> Manifest {
    try read(name, in: folder)
  }

  static func read(_ name: String, in folder: URL) throws(ReportError) -> Manifest {
    let url = folder.appendingPathComponent(name)
    let found: Data?
    do {
      found = try WholeFile.contents(of: url.path)
    } catch {
      throw .unreadableManifest(url.relativePath, ReportError.reason(error))
    }
    guard let data = found else { throw .noManifest(folder.relativePath) }
    return try manifest(data, path: url.relativePath)
  }

  /// Reads the bytes of a manifest.
  package static func manifest(_ data: Data, path: String) throws(ReportError) -> Manifest {
    do {
      let format = try JSONDecoder().decode(Format.self, from: data).format
      guard format == Manifest.currentFormat else {
        throw ReportError.unknownFormat(path, format)
      }
      return try JSONDecoder().decode(Manifest.self, from: data)
    } catch let error as ReportError {
      throw error
    } catch {
      throw .unreadableManifest(path, "\(error)")
    }
  }

  private struct Format: Decodable {
    let format: Int
  }
}
