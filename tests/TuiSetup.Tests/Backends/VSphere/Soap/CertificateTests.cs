using System.Security.Cryptography.X509Certificates;
using TuiSetup.Backends.VSphere.Soap;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Problems;
using TuiSetup.Tests.Support;
using TuiSetup.VCenterSim;
using TuiSetup.VCenterSim.Http;
using TuiSetup.VCenterSim.Model;
using static TuiSetup.Tests.Backends.VSphere.Soap.Clients;

namespace TuiSetup.Tests.Backends.VSphere.Soap;

public sealed class CertificateTests : IDisposable
{
    private static readonly DateTimeOffset LongAgo = new(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_shown_and_not_taken()
    {
        await using var server = new VCenterServer(Profile.V80);

        var refused = await Assert.ThrowsAsync<CertificateException>(() => ConnectAsync(server, pin: null));

        Assert.Equal(ServerCertificate.Of(server.Certificate), refused.Certificate);
        Assert.Contains("no authority that this system trusts", refused.Message, StringComparison.Ordinal);
        Assert.False(server.Calls.ContainsKey("Login"));
    }

    [Fact]
    public async Task The_SHA_256_of_the_certificate_is_enough()
    {
        await using var server = new VCenterServer(Profile.V80);
        await using var client = await ConnectAsync(server, ServerCertificate.Of(server.Certificate).Sha256);

        Assert.Equal(1, server.Sessions.Open);
    }

    [Fact]
    public async Task Another_certificate_than_the_one_that_was_accepted_is_turned_away()
    {
        await using var server = new VCenterServer(Profile.V80);
        var pin = ServerCertificate.Of(server.Certificate).Sha256;
        server.Certificate = TestCertificate.Create();

        var refused = await Assert.ThrowsAsync<CertificateException>(() => ConnectAsync(server, pin));

        Assert.True(refused.IsChanged);
    }

    [Fact]
    public async Task An_authority_of_the_CA_file_signs_for_its_servers_and_no_others()
    {
        using var authority = TestCertificate.CreateAuthority();
        var file = _folder.Write("ca.pem", authority.ExportCertificatePem());
        await using var server = new VCenterServer(Profile.V80, certificate: TestCertificate.Issue(authority));
        await using var client = await ConnectAsync(server, pin: null, file);
        server.Certificate = TestCertificate.Create();

        var refused = await Assert.ThrowsAsync<CertificateException>(() => ConnectAsync(server, pin: null, file));

        Assert.Contains("no authority of the CA file", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_is_named_so_whoever_signed_it()
    {
        using var authority = TestCertificate.CreateAuthority();
        var file = _folder.Write("ca.pem", authority.ExportCertificatePem());
        await using var server = new VCenterServer(Profile.V80, certificate: TestCertificate.Issue(authority, LongAgo));

        var refused = await Assert.ThrowsAsync<CertificateException>(() => ConnectAsync(server, pin: null, file));

        Assert.Contains("expired on 2021-01-01", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_CA_file_without_a_certificate_is_a_mistake()
    {
        var file = _folder.Write("ca.pem", "nothing");

        var wrong = Assert.Throws<ProblemException>(() => new CertificateCheck(null, file, TimeProvider.System));

        Assert.Equal("ca_file", Assert.Single(wrong.Problems).Field);
    }

    [Fact]
    public void A_pin_is_kept_where_only_its_owner_reads_it()
    {
        var address = VCenterAddress.TryParse("vc.example", out _)!;
        var store = new PinStore(_folder["state"]);
        store.Remember(address, "AA");
        store.Remember(address with { Port = 8443 }, "BB");
        store.Remember(address, "CC");

        Assert.Equal(("CC", "BB"), (new PinStore(_folder["state"]).Find(address), store.Find(address with { Port = 8443 })));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(store.Path));
    }

    [Fact]
    public void A_phrase_counts_only_for_the_certificate_that_was_shown_here()
    {
        var address = VCenterAddress.TryParse("vc.example", out _)!;
        using var certificate = TestCertificate.Create();
        var shown = ServerCertificate.Of(certificate);
        var store = new PinStore(_folder.Path);

        Assert.Null(store.Confirmed(address, new HashSet<string> { shown.Phrase }));
        store.Show(address, shown);
        Assert.Null(store.Confirmed(address, new HashSet<string> { "00:00:00:00" }));
        Assert.Equal(shown.Sha256, store.Confirmed(address, new HashSet<string> { shown.Phrase }));
    }

    [Theory]
    [InlineData("vc.example", "https://vc.example")]
    [InlineData("https://vc.example/", "https://vc.example")]
    [InlineData("https://vc.example:8443/sdk", "https://vc.example:8443")]
    [InlineData("10.0.0.5:8989", "https://10.0.0.5:8989")]
    [InlineData("https://[fd00::5]:8443", "https://[fd00::5]:8443")]
    public void An_address_is_written_one_way(string typed, string address) => Assert.Equal(address, VCenterAddress.TryParse(typed, out _)?.ToString());

    [Theory]
    [InlineData("http://vc.example", "unencrypted")]
    [InlineData("https://user:word@vc.example", "has no place in the address")]
    [InlineData("ftp://vc.example", "is not an address")]
    [InlineData("not a host", "is not an address")]
    public void What_cannot_be_an_address_is_explained(string typed, string reason)
    {
        Assert.Null(VCenterAddress.TryParse(typed, out var said));
        Assert.Contains(reason, said, StringComparison.Ordinal);
    }

    private static Task<VimClient> ConnectAsync(VCenterServer server, string? pin, string caFile = "") => VimClient.ConnectAsync(
        AddressOf(server),
        server.Sessions.User,
        new Secret(server.Sessions.Password),
        new CertificateCheck(pin, caFile, TimeProvider.System),
        TimeProvider.System,
        TestContext.Current.CancellationToken);
}
