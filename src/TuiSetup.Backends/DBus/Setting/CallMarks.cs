using System.Text;
using TuiSetup.Backends.Fleet;
using TuiSetup.Core.Problems;

namespace TuiSetup.Backends.DBus.Setting;

/// <summary>Whether a step's call was made. The bus cannot tell afterwards, so it is written down before and after: <c>dbus/calls/ID</c>.</summary>
internal sealed class CallMarks(string stateFolder)
{
    private const string Begun = "begun", Made = "made";

    /// <exception cref="BackendException">It cannot be read.</exception>
    public CallState Read(string id) => Guarded(() => !File.Exists(Place(id)) ? CallState.NotMade : File.ReadAllText(Place(id)) == Made ? CallState.Made : CallState.Unknown);

    /// <exception cref="BackendException">It cannot be written down, so the call must not be made.</exception>
    public void Begin(string id) => Write(id, Begun);

    /// <exception cref="BackendException">It cannot be written down.</exception>
    public void Finish(string id) => Write(id, Made);

    /// <exception cref="BackendException">It cannot be written down.</exception>
    public void Remove(string id) => Guarded(() =>
    {
        File.Delete(Place(id));
        return id;
    });

    private void Write(string id, string what) => Guarded(() =>
    {
        DurableFile.CreateFolder(stateFolder, "dbus", "calls");
        DurableFile.Write(Place(id), Encoding.UTF8.GetBytes(what));
        return id;
    });

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new BackendException(BackendFailure.Failed, Texts.T($"Whether the call was made cannot be written down or read: {failed.Message}"));
        }
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
