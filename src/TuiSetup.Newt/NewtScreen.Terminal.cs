using System.Text;

namespace TuiSetup.Newt;

/// <summary>The terminal of a screen: taken over, lent, and given back.</summary>
public sealed partial class NewtScreen
{
    private bool _suspended;

    /// <summary>Sounds the terminal's bell.</summary>
    public void Bell() => _terminal.Write("\a"u8);

    /// <summary>Puts a text into the terminal's clipboard (OSC 52), where it has one; nobody answers whether it did.</summary>
    public void Copy(string text) => _terminal.Write(Encoding.ASCII.GetBytes($"\e]52;c;{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}\a"));

    /// <summary>Gives the terminal back for a while, to run another program on it. Windows stay; <see cref="Resume"/> shows them again.</summary>
    public void Suspend()
    {
        if (!_suspended)
        {
            _suspended = true;
            RestoreTerminal();
        }
    }

    /// <summary>Takes the terminal over again after <see cref="Suspend"/>.</summary>
    public void Resume()
    {
        if (_suspended)
        {
            _suspended = false;
            _terminal.Enter();
            EnterScreen();
            Resize();
        }
    }

    /// <summary>Stops this process's job as Ctrl-Z does in a shell; when the job goes on, so does the screen.</summary>
    public void StopProcess()
    {
        Suspend();
        _terminal.StopJob();
        Resume();
    }

    /// <summary>Gives the terminal back without an orderly end, from any thread.</summary>
    public void RestoreTerminal()
    {
        LeaveScreen();
        _terminal.Leave();
    }

    private void EnterScreen() => _terminal.Write(Encoding.ASCII.GetBytes(_terminal.Capabilities.EnterScreen));

    private void LeaveScreen()
    {
        var terminal = _terminal.Capabilities;
        var end = $"{terminal.ShowCursor}\e[{_terminal.Size.Rows};1H\e[0m\e[K{terminal.LeaveScreen}";
        _terminal.Write(Encoding.ASCII.GetBytes(end));
    }
}
