using TuiSetup.TestKit;
using TuiSetup.Tests.Support;

namespace TuiSetup.Tests.Whiptail.Session;

/// <summary>A shell script in a session of its own, in a folder of its own, on a pseudo-terminal.</summary>
internal sealed class OneScript : IAsyncDisposable
{
    private readonly TempFolder _folder = new();

    /// <param name="script">What sh runs; Debian's is the first whiptail in PATH, until the session puts ours before it.</param>
    /// <param name="options">Descriptors and size.</param>
    /// <param name="first">Words before the session's.</param>
    public OneScript(string script, PtyOptions? options = null, params string[] first)
    {
        Directory.CreateDirectory(Temp);
        _folder.Write("script.sh", script);
        string[] words = [.. first, Tuisetup.Executable, "whiptail", "--session", "sh", _folder["script.sh"]];
        Pty = PtyProcess.Start(words[0], words[1..], ((options ?? new PtyOptions()) with { WorkingDirectory = _folder.Path })
            .With(("TMPDIR", Temp)));
    }

    public PtyProcess Pty { get; }

    public string Folder => _folder.Path;

    /// <summary>What the session has left, or has still, of its socket.</summary>
    public string[] Sockets => Directory.GetFileSystemEntries(Temp);

    private string Temp => _folder["tmp"];

    /// <summary>Types when a text is on the screen.</summary>
    public async Task<OneScript> TypeAsync(string seen, string keys)
    {
        await Pty.WaitForTextAsync(seen);
        foreach (var key in keys.Split(' '))
        {
            await Pty.SettledAsync(TimeSpan.FromSeconds(10));
            Pty.Send(KeyNames.Sequence(key));
        }

        return this;
    }

    public Task GoneAsync(string text)
        => Pty.WaitForScreenAsync(screen => !screen.Text.Contains(text, StringComparison.Ordinal), $"end of “{text}”");

    public async ValueTask DisposeAsync()
    {
        await Pty.DisposeAsync();
        _folder.Dispose();
    }
}
