using TuiSetup.Explorer;

namespace TuiSetup.Tests.Program.DBus;

/// <summary>What the explorer keeps of messages: the latest, and how many are missing.</summary>
public sealed class BoundedLogTests
{
    [Fact]
    public void The_oldest_go_when_there_are_too_many()
    {
        var log = new BoundedLog<int>(3, 1000);
        for (var item = 1; item <= 5; item++)
        {
            log.Add(item, 1);
        }

        Assert.Equal([3, 4, 5], log.Kept);
        Assert.Equal((5, 2), (log.Seen, log.Dropped));
    }

    [Fact]
    public void The_oldest_go_when_they_are_too_large_but_the_latest_stays_however_large()
    {
        var log = new BoundedLog<int>(100, 10);
        log.Add(1, 6);
        log.Add(2, 4);
        Assert.Equal([1, 2], log.Kept);
        log.Add(3, 1);
        Assert.Equal([2, 3], log.Kept);
        log.Add(4, 5000);
        Assert.Equal([4], log.Kept);
        log.Add(5, 1);
        Assert.Equal([5], log.Kept);
    }
}
