using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using TuiSetup.Backends.Fleet;
using TuiSetup.Backends.Fleet.Celery;
using TuiSetup.Core.Problems;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Backends.Fleet;

/// <summary>A signature is good for one task, one queue and one week.</summary>
public sealed class SignatureTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    private readonly TaskMessage _message = TaskMessage.Create("id", FleetNames.ApplyTask, TaskBody.Parse("""[[], {"plan": 1}, {}]"""u8));
    private readonly TaskMessage _signed;
    private readonly TaskVerifier _verifier;

    public SignatureTests()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var path = _folder.Write("key", key.ExportECPrivateKeyPem());
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        _verifier = new TaskVerifier(_folder.Write("key.pub", key.ExportSubjectPublicKeyInfoPem()), _time);
        using var signer = new TaskSigner(path, _time);
        _signed = signer.Sign(_message, "here");
    }

    public void Dispose()
    {
        _verifier.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_was_signed_is_good_also_when_it_is_sent_again_later()
    {
        Assert.Null(_verifier.Check(_signed, "here"));
        _time.Advance(TimeSpan.FromDays(6));
        Assert.Null(_verifier.Check(_signed with { Retries = 3, Eta = _time.GetUtcNow() }, "here"));
    }

    [Fact]
    public void Whatever_else_is_done_with_it_is_noticed()
    {
        var other = TaskMessage.Create("id", FleetNames.ApplyTask, TaskBody.Parse("""[[], {"plan": 2}, {}]"""u8));
        Assert.NotNull(_verifier.Check(_message, "here"));
        Assert.NotNull(_verifier.Check(_signed, "there"));
        Assert.NotNull(_verifier.Check(_signed with { Id = "id-2" }, "here"));
        Assert.NotNull(_verifier.Check(_signed with { Task = FleetNames.UndoTask }, "here"));
        Assert.NotNull(_verifier.Check(_signed with { Content = other.Content }, "here"));
        Assert.NotNull(_verifier.Check(_signed with { OtherHeaders = _signed.OtherHeaders.SetItem(TaskSignature.TimeHeader, "2026-11-23T00:00:00Z") }, "here"));
        Assert.NotNull(_verifier.Check(_signed with { OtherHeaders = _signed.OtherHeaders.SetItem(TaskSignature.SignatureHeader, "no base64!") }, "here"));
    }

    [Fact]
    public void It_is_no_longer_good_after_a_week_nor_before_its_time()
    {
        _time.Advance(TimeSpan.FromDays(8));
        Assert.Contains("days ago", _verifier.Check(_signed, "here"), StringComparison.Ordinal);

        var early = new FakeTimeProvider(new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero));
        using var behind = new TaskVerifier(_folder["key.pub"], early);
        Assert.Contains("clocks differ", behind.Check(_signed, "here"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_key_signs_nothing()
    {
        File.SetUnixFileMode(_folder["key.pub"], UnixFileMode.UserRead);
        Assert.Throws<ProblemException>(() => new TaskSigner(_folder["key.pub"], _time));
        Assert.Throws<ProblemException>(() => new TaskVerifier(_folder.Write("nothing", "x"), _time));
    }
}
