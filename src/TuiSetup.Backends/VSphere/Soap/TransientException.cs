namespace TuiSetup.Backends.VSphere.Soap;

/// <summary>The server was not there for a moment; the same call may succeed a little later.</summary>
internal sealed class TransientException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The certificate was not accepted.</summary>
internal sealed class CertificateException(ServerCertificate? certificate, string refusal, bool changed, Exception inner)
    : Exception(refusal, inner)
{
    public ServerCertificate? Certificate { get; } = certificate;

    /// <summary>Whether another one was accepted earlier.</summary>
    public bool IsChanged { get; } = changed;
}
