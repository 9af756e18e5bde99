using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt;

/// <summary>A whole program on the process's own terminal, in one call.</summary>
public static class NewtProgram
{
    /// <summary>
    /// Takes the terminal over, runs the program on this thread, and gives the terminal back however it ends.
    /// <exception cref="TerminalException">There is no terminal, or it cannot show windows.</exception>
    /// </summary>
    /// <param name="program">Opens windows and awaits answers; its awaits resume on this thread.</param>
    /// <param name="options">Looks and time; null is newt's own.</param>
    public static T Run<T>(Func<NewtScreen, Task<T>> program, NewtOptions? options = null)
    {
        using var terminal = UnixTerminal.Open();
        using var screen = NewtScreen.Open(terminal, options ?? new NewtOptions());
        return screen.Run(() => program(screen));
    }
}
