public import Foundation
import Images

/// The data sets that have a name.
public enum Catalogue {
  /// A set that is made of IDX files whose content is known. (Those of CIFAR are not known here: a
  /// digest that nobody could verify proves nothing, so `CIFAR` has none.)
  public struct Entry: Sendable, Equatable {
    /// The name to ask for.
    public let name: String
    /// What it is, in a few words.
    public let title: String
    /// The digest of the uncompressed content of each part, in the order of `DataPart.allCases`.
    public let files: [DataFile]
    /// Folders on the web that hold the four files, compressed; the order is that of trying.
    public let mirrors: [URL]
    /// What to do where the set is not found.
    public let remedy: String
    /// The number of classes.
    public let classCount: Int

    /// The digest that the content of one part must have.
    ///
    /// - Parameter part: which of the four files.
    /// - Returns: nil where the catalogue does not know the part.
    public func digest(of part: DataPart) -> Digest? {
      files.first { $0.name == part.fileName }?.digest
    }
  }

  /// All sets made of IDX files, in the order they are listed.
  public static let entries: [Entry] = [mnist, fashionMNIST]

  /// Every name that can be asked for, but for folders.
  public static var names: [String] {
    entries.map(\.name) + CIFAR.allCases.map(\.rawValue) + BuiltInSet.allCases.map(\.name)
  }

  /// The set of that name, if it is made of IDX files.
  ///
  /// - Parameter name: a name as the user gives it.
  /// - Returns: nil for other sets and for unknown names.
  public static func entry(_ name: String) -> Entry? {
    entries.first { $0.name == name }
  }

  /// What to do where a set is not found.
  ///
  /// - Parameter name: a name as the user gives it.
  /// - Returns: nil where the catalogue does not know it, or it needs no file.
  public static func remedy(_ name: String) -> String? {
    entry(name)?.remedy ?? CIFAR(rawValue: name)?.remedy
  }

  static let mnist = Entry(
    name: "mnist",
    title: "handwritten digits, 60,000 + 10,000 grey images of 28 × 28 in 10 classes",
    files: files([
      "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    ]),
    mirrors: urls([
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
    ]),
    remedy: "run: bench data fetch mnist", classCount: 10)

  static let fashionMNIST = Entry(
    name: "fashion-mnist",
    title: "articles of clothing, 60,000 + 10,000 grey images of 28 × 28 in 10 classes",
    files: files([
      "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
      "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
      "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
      "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
    ]),
    mirrors: urls([
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"
    ]),
    remedy: "run: bench data fetch fashion-mnist, or on Debian and Ubuntu: "
      + "apt-get install dataset-fashion-mnist",
    classCount: 10)

  private static func files(_ digests: [String]) -> [DataFile] {
    zip(DataPart.allCases, digests).compactMap { part, text in
      Digest(hexadecimal: text).map { DataFile(name: part.fileName, digest: $0) }
    }
  }

  private static func urls(_ texts: [String]) -> [URL] {
    texts.compactMap { URL(string: $0) }
  }
}
