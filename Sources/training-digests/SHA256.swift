/// SHA-256, written out since the program has neither Foundation nor a library for it.
///
/// Reference: NIST, "Secure Hash Standard", FIPS 180-4 (2015), sections 4.1.2, 5.1.1 and 6.2.2;
/// doi:10.6028/NIST.FIPS.180-4. `Scripts/verify-arm64.sh` checks it against coreutils.
struct SHA256 {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A,
    0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  private var block: [UInt8] = []
  private var length: UInt64 = 0

  /// Takes in one more byte.
  mutating func append(_ byte: UInt8) {
    length &+= 1
    block.append(byte)
    if block.count == 64 { compress() }
  }

  /// Takes in the bytes of a number, the least significant first, as attachments have them.
  mutating func append<Word: FixedWidthInteger>(littleEndian word: Word) {
    for shift in stride(from: 0, to: Word.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: word >> Word(shift)))
    }
  }

  /// The digest of what was taken in, in hexadecimal.
  consuming func hexadecimal() -> String {
    let bits = length &* 8
    append(0x80)
    while block.count != 56 { append(0) }
    append(littleEndian: bits.byteSwapped)
    var text = ""
    for word in state { text += hexadecimalDigits(UInt64(word), count: 8) }
    return text
  }

  private mutating func compress() {
    var schedule = [UInt32](repeating: 0, count: 64)
    for index in 0..<16 {
      for byte in block[4 * index..<4 * index + 4] {
        schedule[index] = schedule[index] << 8 | UInt32(byte)
      }
    }
    for index in 16..<64 {
      let early = schedule[index - 15]
      let late = schedule[index - 2]
      let sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
      let sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
      schedule[index] = schedule[index - 16] &+ sigma0 &+ schedule[index - 7] &+ sigma1
    }
    var v = state
    for index in 0..<64 {
      let sum1 = rotated(v[4], 6) ^ rotated(v[4], 11) ^ rotated(v[4], 25)
      let choice = (v[4] & v[5]) ^ (~v[4] & v[6])
      let first = v[7] &+ sum1 &+ choice &+ Self.constants[index] &+ schedule[index]
      let sum0 = rotated(v[0], 2) ^ rotated(v[0], 13) ^ rotated(v[0], 22)
      let majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2])
      for place in stride(from: 7, to: 0, by: -1) { v[place] = v[place - 1] }
      v[4] = v[4] &+ first
      v[0] = first &+ sum0 &+ majority
    }
    for index in 0..<8 { state[index] = state[index] &+ v[index] }
    block.removeAll(keepingCapacity: true)
  }

  private func rotated(_ word: UInt32, _ places: UInt32) -> UInt32 {
    word >> places | word << (32 - places)
  }

  private static let constants: [UInt32] = [
    0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5,
    0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
    0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3,
    0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
    0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC,
    0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
    0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7,
    0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
    0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13,
    0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
    0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3,
    0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
    0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5,
    0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
    0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208,
    0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
  ]
}

/// A number in hexadecimal, with leading zeros.
func hexadecimalDigits(_ number: UInt64, count: Int) -> String {
  let digits = String(number, radix: 16)
  return String(repeating: "0", count: max(count - digits.utf8.count, 0)) + digits
}
