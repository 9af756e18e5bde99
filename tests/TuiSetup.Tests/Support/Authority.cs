using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TuiSetup.Tests.Support;

/// <summary>A certificate authority of one test, which writes PEM files as ovs-pki(8) would.</summary>
internal sealed class Authority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;
    private readonly string _folder;

    public Authority(string folder, string name)
    {
        _folder = folder;
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _certificate = request.CreateSelfSigned(Start, Start.AddYears(30));
        File = Path.Combine(folder, name + "-ca.pem");
        System.IO.File.WriteAllText(File, _certificate.ExportCertificatePem());
    }

    /// <summary>The authority's own certificate.</summary>
    public string File { get; }

    private static DateTimeOffset Start { get; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A key and a certificate signed here.</summary>
    /// <param name="name">Its subject, and how its files are called.</param>
    /// <param name="host">The host name or address that it is for; null: it is for none.</param>
    public (string Key, string Certificate) Issue(string name, string? host = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        if (host is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }

            request.CertificateExtensions.Add(names.Build());
        }

        using var certificate = request.Create(_certificate, Start, Start.AddYears(20), RandomNumberGenerator.GetBytes(8));
        var (keyFile, certificateFile) = (Path.Combine(_folder, name + "-key.pem"), Path.Combine(_folder, name + "-cert.pem"));
        System.IO.File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        System.IO.File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        return (keyFile, certificateFile);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
