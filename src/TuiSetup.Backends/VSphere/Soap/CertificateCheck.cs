using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>
/// Decides whether a server is the one that is meant: by the system's authorities, by a CA file, or by the SHA-256 of
/// its certificate. There is no way to accept any certificate.
/// </summary>
internal sealed class CertificateCheck
{
    /// <summary>id-kp-serverAuth.</summary>
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly X509Certificate2Collection? _authorities;
    private readonly string? _pin;
    private readonly TimeProvider _time;

    /// <param name="pin">SHA-256 that is accepted without an authority; null when none is known.</param>
    /// <param name="caFile">PEM file of the authorities to go by instead of the system's; empty for the system's.</param>
    /// <param name="time">To tell an expired certificate.</param>
    /// <exception cref="ProblemException">The file cannot be read.</exception>
    public CertificateCheck(string? pin, string caFile, TimeProvider time)
    {
        _pin = pin;
        _time = time;
        if (caFile.Length == 0)
        {
            return;
        }

        _authorities = [];
        try
        {
            _authorities.ImportFromPemFile(caFile);
        }
        catch (Exception unreadable) when (unreadable is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new ProblemException([Problem.Error(VCenterEndpoint.CaFileField, T($"The file {caFile} cannot be read as PEM certificates: {unreadable.Message}"), T("Give another file, or none."))]);
        }

        if (_authorities.Count == 0)
        {
            throw new ProblemException([Problem.Error(VCenterEndpoint.CaFileField, T($"The file {caFile} holds no PEM certificate."), T("Give another file, or none."))]);
        }
    }

    /// <summary>What the server showed last; null before any hand-shake.</summary>
    public ServerCertificate? Seen { get; private set; }

    /// <summary>Why it was not accepted; empty when it was.</summary>
    public string Refusal { get; private set; } = "";

    /// <summary>Whether a pin was there and the certificate is another one.</summary>
    public bool IsChanged { get; private set; }

    /// <summary>The callback of the hand-shake.</summary>
    public bool Accepts(X509Certificate? presented, X509Chain? chain, SslPolicyErrors errors)
    {
        if (presented is not X509Certificate2 certificate)
        {
            Refusal = T("the server showed no certificate");
            return false;
        }

        Seen = ServerCertificate.Of(certificate);
        Refusal = _pin == Seen.Sha256 ? "" : Check(certificate, chain, errors);
        IsChanged = _pin is not null && Refusal.Length > 0;
        return Refusal.Length == 0;
    }

    /// <summary>
    /// How the hand-shake builds its chain. Where a pin is known nobody has to look through the system's hundreds of
    /// authorities, unless the certificate turns out to be another one.
    /// </summary>
    public X509ChainPolicy? HandshakePolicy => _pin is null && _authorities is null ? null : Policy(_authorities ?? [], null);

    private string Check(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (_time.GetUtcNow() > certificate.NotAfter.ToUniversalTime())
        {
            return T($"it expired on {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}");
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return T("it is for another host name");
        }

        if (_authorities is null)
        {
            return IsSignedBySystem(certificate, chain, errors) ? "" : T("no authority that this system trusts has signed it");
        }

        using var own = new X509Chain { ChainPolicy = Policy(_authorities, chain) };
        return own.Build(certificate) ? "" : T("no authority of the CA file has signed it");
    }

    private bool IsSignedBySystem(X509Certificate2 certificate, X509Chain? presented, SslPolicyErrors errors)
    {
        if (_pin is null)
        {
            return errors == SslPolicyErrors.None;
        }

        // As the hand-shake asks where it builds the chain itself (RFC 5280 4.2.1.12): signed, and for a server.
        using var chain = new X509Chain();
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        AddPresented(chain.ChainPolicy, presented);
        return chain.Build(certificate);
    }

    private static X509ChainPolicy Policy(X509Certificate2Collection authorities, X509Chain? presented)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        AddPresented(policy, presented);
        return policy;
    }

    private static void AddPresented(X509ChainPolicy policy, X509Chain? presented)
    {
        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            policy.ExtraStore.Add(element.Certificate);
        }
    }
}
