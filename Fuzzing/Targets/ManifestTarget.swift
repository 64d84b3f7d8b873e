import Foundation
import Reporting
import Study

/// Manifests of reports, as `bench verify` and `bench compare` read them.
enum ManifestTarget: FuzzTarget {
  static let name = "manifest"
  static let longest = 16_384

  static func check(_ bytes: [UInt8]) throws(Inconsistency) {
    let manifest: Manifest
    do {
      manifest = try ManifestFile.manifest(Data(bytes), path: "manifest.json")
    } catch {
      return try requireVisible("\(error)", "the error")
    }
    // A number that is not finite or a seed beyond what JSON holds is refused when it is written.
    guard let data = try? ManifestFile.data(manifest) else { return }
    let again = try succeeding("its own file") {
      try ManifestFile.manifest(data, path: "manifest.json")
    }
    try require(again == manifest, "written and read again, the manifest is another")
    try require((try? ManifestFile.data(again)) == data, "its text changes")
    try require(again.firstDifference(from: manifest) == nil, "it differs from itself")
    try StudyUse.check(manifest.study, of: Self.self)
  }
}
