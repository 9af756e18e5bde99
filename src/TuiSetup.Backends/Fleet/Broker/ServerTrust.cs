using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.Fleet;

/// <summary>Whether the certificate of a server is to be trusted, and our own to show: the same for every service of a fleet.</summary>
internal sealed class ServerTrust
{
    private readonly string _host;
    private readonly string _caName;
    private readonly X509Certificate2Collection? _authorities;

    /// <param name="host">The name that the certificate must have.</param>
    /// <param name="caName">What the address calls the next.</param>
    /// <param name="caFile">PEM file of the authorities to go by; empty for the system's.</param>
    /// <param name="certificateFile">PEM file of our own certificate; empty for none.</param>
    /// <param name="keyFile">PEM file of its key.</param>
    /// <exception cref="ProblemException">A file cannot be read.</exception>
    public ServerTrust(string host, string caName, string caFile, string certificateFile, string keyFile)
    {
        (_host, _caName) = (host, caName);
        _authorities = caFile.Length > 0 ? Load(() => Import(caFile)) : null;
        Own = certificateFile.Length > 0 ? Load(() => X509Certificate2.CreateFromPemFile(certificateFile, keyFile)) : null;
    }

    /// <summary>Our own certificate; null: none.</summary>
    public X509Certificate2? Own { get; }

    /// <summary>Why the last one was not accepted; empty: it was.</summary>
    public string Refusal { get; private set; } = "";

    public bool Accepts(X509Certificate? certificate, SslPolicyErrors errors)
    {
        Refusal = (certificate, errors, _authorities) switch
        {
            (null, _, _) => T("there is none"),
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => T($"it is not for {_host}"),
            (_, SslPolicyErrors.None, null) => "",
            (X509Certificate2 own, _, { } ours) => IsSigned(own, ours) ? "" : T($"no authority of {_caName} has signed it, or it is out of date"),
            _ => T("no authority of this system has signed it, or it is out of date"),
        };
        return Refusal.Length == 0;
    }

    private static bool IsSigned(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        return chain.Build(certificate);
    }

    private static X509Certificate2Collection Import(string file)
    {
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        return authorities.Count > 0 ? authorities : throw new CryptographicException(T($"{file} holds no PEM certificate."));
    }

    private static T Load<T>(Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ProblemException([Problem.Error(null, Texts.T($"A file of the TLS cannot be read: {unreadable.Message}"), Texts.T("Check the path, its permissions, and that it is PEM."))]);
        }
    }
}
