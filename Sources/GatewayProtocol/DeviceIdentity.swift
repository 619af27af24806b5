import JSON
import Platform

/// The device identity a client may present with `connect`.
///
/// Its signature is not verified here.
package struct DeviceIdentity: Hashable, ShapedValue {
  /// The fingerprint of the public key.
  package var id: String
  /// The Ed25519 public key, in base64url.
  package var publicKey: String
  /// The signature over the fields of `connect`, in base64url.
  package var signature: String
  /// When it was signed.
  package var signedAt: Timestamp
  /// The nonce of the challenge, where the client heard one.
  package var nonce: String?

  package static let shape = Shape.named(
    "ConnectDevice",
    .object([
      .required("id", .nonEmptyString), .required("publicKey", .nonEmptyString),
      .required("signature", .nonEmptyString), .required("signedAt", .integer(minimum: 0)),
      .optional("nonce", .nonEmptyString),
    ]))

  package init?(fitting value: JSONValue) {
    guard let id = value["id"]?.stringValue, let publicKey = value["publicKey"]?.stringValue,
      let signature = value["signature"]?.stringValue, let signedAt = value["signedAt"]?.integerValue
    else { return nil }
    self.id = id
    self.publicKey = publicKey
    self.signature = signature
    self.signedAt = Timestamp(milliseconds: signedAt)
    nonce = value["nonce"]?.stringValue
  }

  package var json: JSONValue {
    .object(
      JSONObject(present: [
        ("id", .string(id)), ("publicKey", .string(publicKey)), ("signature", .string(signature)),
        ("signedAt", .integer(signedAt.milliseconds)), ("nonce", nonce.map(JSONValue.string)),
      ]))
  }
}
