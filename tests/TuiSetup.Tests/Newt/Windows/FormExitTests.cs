using System.IO.Pipes;
using Microsoft.Extensions.Time.Testing;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Widgets;
using TuiSetup.Newt.Windows;

namespace TuiSetup.Tests.Newt.Windows;

/// <summary>The ways out of a form that are no keys.</summary>
public sealed class FormExitTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<FormExit> _exits = [];

    [Fact]
    public async Task A_timer_ends_a_run_and_the_next_one_is_due_one_period_later()
    {
        using var harness = Runs(2, window => window.Timer = TimeSpan.FromSeconds(2));
        await harness.SettleAsync();
        _time.Advance(TimeSpan.FromMilliseconds(1999));
        await harness.Terminal.TypeAsync([]);
        Assert.Empty(_exits);

        await ElapseAsync(harness, TimeSpan.FromMilliseconds(1), exits: 1);
        Assert.Equal(new FormExit(ExitReason.Timer), _exits[0]);

        await ElapseAsync(harness, TimeSpan.FromSeconds(2), exits: 2);
        await harness.Program;
        Assert.Equal(ExitReason.Timer, _exits[1].Reason);
    }

    [Fact]
    public async Task A_widget_may_end_the_run_before_the_timer_does()
    {
        using var harness = Runs(1, window => window.Timer = TimeSpan.FromSeconds(2));
        await harness.PressAsync(KeyCode.Enter);
        await harness.Program;
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(ExitReason.Widget, Assert.Single(_exits).Reason);
    }

    [Fact]
    public async Task A_descriptor_with_something_to_read_ends_a_run_and_says_which_one_it_was()
    {
        using var quiet = new AnonymousPipeServerStream(PipeDirection.Out);
        using var told = new AnonymousPipeServerStream(PipeDirection.Out);
        var (silent, ready) = (Number(quiet), Number(told));
        using var harness = Runs(1, window =>
        {
            window.Watch(silent, Readiness.Read);
            window.Watch(ready, Readiness.Read);
        });
        await harness.SettleAsync();
        Assert.Empty(_exits);
        told.WriteByte(1);
        await harness.Program.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(new FormExit(ExitReason.Descriptor, Descriptor: ready), Assert.Single(_exits));
    }

    [Fact]
    public async Task The_end_of_the_other_side_makes_a_descriptor_ready_too()
    {
        var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        var reader = Number(pipe);
        using var harness = Runs(1, window => window.Watch(reader, Readiness.Read));
        await harness.SettleAsync();
        await pipe.DisposeAsync();
        await harness.Program.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal(ExitReason.Descriptor, Assert.Single(_exits).Reason);
    }

    [Fact]
    public async Task A_terminal_that_hangs_up_is_an_error_of_the_form_and_of_every_later_one()
    {
        using var harness = Runs(2, _ => { });
        await harness.SettleAsync();
        harness.Terminal.HangUp();
        await harness.Program.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        Assert.Equal([ExitReason.Error, ExitReason.Error], _exits.Select(exit => exit.Reason));
    }

    private static int Number(AnonymousPipeServerStream pipe) => (int)pipe.ClientSafePipeHandle.DangerousGetHandle();

    /// <summary>A window with a button, run as often as said.</summary>
    private ScreenHarness Runs(int times, Action<Window> prepare) => new(
        async screen =>
        {
            using var window = screen.OpenWindow(new WindowOptions { Arrange = _ => new Button("Ok") });
            prepare(window);
            for (var run = 0; run < times; run++)
            {
                _exits.Add(await window.RunAsync(CancellationToken.None));
            }
        },
        options: new NewtOptions { Time = _time });

    /// <summary>Lets time pass, and the screen's thread turn until the runs have ended.</summary>
    private async Task ElapseAsync(ScreenHarness harness, TimeSpan time, int exits)
    {
        _time.Advance(time);
        while (_exits.Count < exits && !harness.Program.IsCompleted)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAny(harness.Terminal.TypeAsync([]), harness.Program);
        }

        if (!harness.Program.IsCompleted)
        {
            await harness.SettleAsync();
        }
    }
}
