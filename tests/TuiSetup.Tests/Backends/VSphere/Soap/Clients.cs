using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Answers;
using TuiSetup.VCenterSim;

namespace TuiSetup.Tests.Backends.VSphere.Soap;

/// <summary>Logs in to a simulated vCenter by the SHA-256 of its certificate.</summary>
internal static class Clients
{
    public static Task<VimClient> ConnectAsync(VCenterServer server, string? password = null, TimeProvider? time = null) => VimClient.ConnectAsync(
        AddressOf(server),
        server.Sessions.User,
        new Secret(password ?? server.Sessions.Password),
        new CertificateCheck(ServerCertificate.Of(server.Certificate).Sha256, "", TimeProvider.System),
        time ?? TimeProvider.System,
        TestContext.Current.CancellationToken);

    public static VCenterAddress AddressOf(VCenterServer server) => VCenterAddress.TryParse(server.Url, out _)!;
}
