using TuiSetup.Consoles;

namespace TuiSetup.Tests.Consoles;

public sealed class OutputQueueTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void All_of_it_is_written_in_order_before_the_end()
    {
        var written = new List<byte>();
        using (var queue = new OutputQueue("test", written.AddRange, () => { }))
        {
            for (byte index = 0; index < 100; index++)
            {
                queue.Add([index]);
            }
        }

        Assert.Equal(Enumerable.Range(0, 100).Select(index => (byte)index), written);
    }

    [Fact]
    public void Nobody_waits_for_a_terminal_that_is_stopped_and_it_is_painted_anew_once_it_moves()
    {
        using var stopped = new SemaphoreSlim(0);
        using var lost = new ManualResetEventSlim();
        using var queue = new OutputQueue("test", _ => stopped.Wait(Cancel), lost.Set);
        for (var index = 0; index < 1000; index++)
        {
            queue.Add(new byte[1024]);
        }

        Assert.False(lost.IsSet);
        stopped.Release(1000);
        Assert.True(lost.Wait(TimeSpan.FromSeconds(10), Cancel));
    }
}
