using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Whiptail;
using TuiSetup.Newt.Whiptail.Session;

namespace TuiSetup.Tests.Whiptail.Session;

/// <summary>The windows of a session on a screen without a terminal.</summary>
internal sealed class OneStack : IDisposable
{
    private readonly TaskCompletionSource _end = new();
    private readonly TaskCompletionSource<(WindowStack Stack, SynchronizationContext Context)> _begun = new();

    public OneStack()
    {
        Harness = new ScreenHarness(
            async screen =>
            {
                using var stack = new WindowStack(screen);
                _begun.SetResult((stack, SynchronizationContext.Current!));
                await _end.Task;
            },
            options: new NewtOptions { RootTextIsAbove = true });
    }

    public ScreenHarness Harness { get; }

    public string Screen => Harness.Text;

    /// <summary>How many windows are to be seen, by their lower right corners: those above others leave them free.</summary>
    public int Windows => Screen.Count(cell => cell == '┘');

    /// <summary>Asks, and returns when the box is up, or ended.</summary>
    /// <param name="command">Its words, with single quotes around what has blanks.</param>
    /// <param name="lines">What a gauge reads.</param>
    /// <param name="call">What is cancelled when the call is killed; null lives on.</param>
    public async Task<Task<WhiptailResult>> AskAsync(string command, ILineSource? lines = null, CancellationTokenSource? call = null)
    {
        var (stack, context) = await _begun.Task;
        var asked = SessionCall.Read(CommandWords.Of(command), null, _ => null);
        var result = new TaskCompletionSource<WhiptailResult>();
        var shown = new TaskCompletionSource();
        context.Post(
            async _ =>
            {
                try
                {
                    var answer = stack.AskAsync(asked with { Request = asked.Request with { Lines = lines } }, call?.Token ?? CancellationToken.None);
                    shown.SetResult();
                    result.SetResult(await answer);
                }
                catch (OperationCanceledException)
                {
                    result.SetCanceled(CancellationToken.None);
                }
            },
            null);
        await shown.Task;
        await Harness.Terminal.TypeAsync([]);
        return result.Task;
    }

    /// <summary>Asks, presses keys, and returns the answer.</summary>
    public async Task<WhiptailResult> AnswerAsync(string command, params Key[] keys)
    {
        var result = await AskAsync(command);
        await Harness.PressAsync(keys);
        return await result.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
    }

    public void Post(Action action) => _begun.Task.Result.Context.Post(_ => action(), null);

    public void Dispose()
    {
        _end.TrySetResult();
        Harness.Dispose();
    }
}
