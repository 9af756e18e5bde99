using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TuiSetup.VCenterSim.Http;

/// <summary>Certificates for loopback, made when they are needed.</summary>
internal static class TestCertificate
{
    /// <summary>Signed by itself, as a vCenter's is by an authority that nobody knows.</summary>
    public static X509Certificate2 Create(DateTimeOffset? notAfter = null) => Issue(null, notAfter);

    /// <summary>An authority of its own.</summary>
    public static X509Certificate2 CreateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Lab CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(Begin, Begin.AddYears(40));
    }

    /// <param name="authority">Who signs it; null for itself.</param>
    /// <param name="notAfter">When it expires.</param>
    public static X509Certificate2 Issue(X509Certificate2? authority, DateTimeOffset? notAfter = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=vcenter-sim", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var end = notAfter ?? Begin.AddYears(30);
        using var signed = authority is null
            ? request.CreateSelfSigned(Begin, end)
            : request.Create(authority, Begin, end, RandomNumberGenerator.GetBytes(8)).CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(signed.Export(X509ContentType.Pkcs12), null);
    }

    private static DateTimeOffset Begin { get; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
