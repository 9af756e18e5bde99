using TuiSetup.Core.Apply;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Core.Apply;

public sealed class RunLockTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_holder_is_told_who_holds_it()
    {
        using var first = RunLock.Take(_folder["lock"], "the first one");

        var refused = Assert.Throws<RunLockedException>(() => RunLock.Take(_folder["lock"], "the second one"));

        Assert.Equal("the first one", refused.Holder);
        Assert.Contains("the first one", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_free_again_when_its_holder_lets_go()
    {
        RunLock.Take(_folder["lock"], "a long name of the first holder").Dispose();
        Assert.False(RunLock.IsHeld(_folder["lock"]));

        using var second = RunLock.Take(_folder["lock"], "short");

        Assert.True(RunLock.IsHeld(_folder["lock"]));
        Assert.Equal("short", Assert.Throws<RunLockedException>(() => RunLock.Take(_folder["lock"], "third")).Holder);
    }

    [Fact]
    public void A_file_that_nobody_holds_is_no_lock()
    {
        Assert.False(RunLock.IsHeld(_folder["missing"]));
        Assert.False(RunLock.IsHeld(_folder.Write("lock", "a holder that died")));
        RunLock.Take(_folder["lock"], "the next").Dispose();
    }
}
