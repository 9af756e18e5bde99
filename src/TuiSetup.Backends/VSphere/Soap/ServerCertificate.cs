using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>The certificate that a server showed, for people to compare.</summary>
internal sealed record ServerCertificate(string Sha256, string Sha1, string Subject, string Issuer, DateTimeOffset NotAfter)
{
    public static ServerCertificate Of(X509Certificate2 certificate) => new(
        Colons(SHA256.HashData(certificate.RawDataMemory.Span)),
        Colons(Sha1Of(certificate)),
        certificate.Subject,
        certificate.Issuer,
        new DateTimeOffset(certificate.NotAfter.ToUniversalTime()));

    /// <summary>The beginning of the fingerprint, for typing it out.</summary>
    public string Phrase => Sha256[..11];

    /// <summary>Pairs of hexadecimal digits between colons; null when it is not a SHA-256.</summary>
    public static string? Normalize(string fingerprint)
    {
        var digits = fingerprint.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Trim();
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit) ? Colons(Convert.FromHexString(digits)) : null;
    }

    public override string ToString()
        => T($"SHA-256 {Sha256}, SHA-1 {Sha1}, for {Subject}, issued by {Issuer}, valid until {NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");

    // vSphere's own screens show this one; nothing is decided by it.
#pragma warning disable CA5350
    private static byte[] Sha1Of(X509Certificate2 certificate) => SHA1.HashData(certificate.RawDataMemory.Span);
#pragma warning restore CA5350

    private static string Colons(byte[] hash) => string.Join(':', hash.Select(digit => digit.ToString("X2", CultureInfo.InvariantCulture)));
}
