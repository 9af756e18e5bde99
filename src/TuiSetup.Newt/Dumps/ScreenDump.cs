namespace TuiSetup.Newt.Dumps;

/// <summary>Writes what a screen shows to a file, as text with its looks.</summary>
public static class ScreenDump
{
    /// <summary>
    /// Writes the screen as it was last painted; a crash leaves the old file or the new one. A device or a pipe is
    /// written to as it is.
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    /// </summary>
    /// <returns>False when nothing has been painted; then there is no file.</returns>
    public static bool Write(NewtScreen screen, string path)
    {
        if (screen.Shown is not { } frame)
        {
            return false;
        }

        var file = new FileInfo(path);
        var target = (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true)!).FullName;
        var text = FrameText.Of(frame);
        if (target.StartsWith("/dev/", StringComparison.Ordinal) || target.StartsWith("/proc/", StringComparison.Ordinal))
        {
            File.WriteAllText(path, text);
            return true;
        }

        var beside = $"{target}.{Environment.ProcessId}.new";
        try
        {
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
            {
                stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, target, overwrite: true);
        }
        finally
        {
            File.Delete(beside);
        }

        return true;
    }
}
