using System.Text;
using TuiSetup.Backends.Fleet;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>Whether a step's call was made. The bus cannot tell afterwards, so it is written down before and after: <c>dbus/calls/ID</c>.</summary>
internal sealed class CallMarks(string stateFolder)
{
    private const string Begun = "begun", Made = "made";

    public CallState Read(string id)
    {
        try
        {
            return File.ReadAllText(Place(id)) == Made ? CallState.Made : CallState.Unknown;
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return CallState.NotMade;
        }
    }

    /// <exception cref="IOException">It cannot be written down, so the call must not be made.</exception>
    public void Begin(string id) => Write(id, Begun);

    public void Finish(string id) => Write(id, Made);

    public void Remove(string id) => File.Delete(Place(id));

    private void Write(string id, string what)
    {
        DurableFile.CreateFolder(stateFolder, "dbus", "calls");
        DurableFile.Write(Place(id), Encoding.UTF8.GetBytes(what));
    }

    private string Place(string id) => Path.Combine(stateFolder, "dbus", "calls", Guid.Parse(id).ToString("n"));
}

/// <summary>What is known of a call.</summary>
internal enum CallState
{
    NotMade,
    Made,
    /// <summary>It was begun, and nobody knows how it ended.</summary>
    Unknown,
}
