using Microsoft.Extensions.Time.Testing;
using TuiSetup.Newt;
using TuiSetup.Newt.Keys;
using TuiSetup.Newt.Testing;
using TuiSetup.Newt.Whiptail;

namespace TuiSetup.Tests.Whiptail.Extensions;

/// <summary>One box on a screen without a terminal, to press keys in.</summary>
internal sealed class OneBox : IDisposable
{
    private readonly BoxKind _kind;

    /// <param name="command">Its words, with single quotes around what has blanks.</param>
    public OneBox(string command)
    {
        var options = OptionParser.Parse(CommandWords.Of(command));
        var request = RequestReader.Read(options);
        _kind = request.Kind;
        Idle = request.EndsInTime ? new IdleTimer(options.Timeout!.Value, Time) : null;
        Harness = new ScreenHarness(
            async screen => Result = await BoxRunner.RunAsync(screen, request, Idle, screen.Gone),
            options: new NewtOptions { Time = Time, RootTextIsAbove = true });
    }

    public FakeTimeProvider Time { get; } = new();

    public IdleTimer? Idle { get; }

    public ScreenHarness Harness { get; }

    /// <summary>Null while it is asked.</summary>
    public WhiptailResult? Result { get; private set; }

    public string Json => JsonAnswer.Of(Result!, _kind);

    public string Screen => Harness.Text;

    public async Task<OneBox> PressAsync(params Key[] keys)
    {
        await Harness.PressAsync(keys);
        return this;
    }

    public async Task<OneBox> TypeAsync(string text)
    {
        await Harness.TypeAsync(text);
        return this;
    }

    public void Dispose()
    {
        Harness.Dispose();
        Idle?.Dispose();
    }
}
