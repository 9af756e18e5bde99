using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using TuiSetup.VCenterSim.Model;

namespace TuiSetup.VCenterSim;

/// <summary>vcenter-sim [RELEASE] [MACHINES]: a vCenter to try the wizards on, until it is interrupted.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        var release = arguments.ElementAtOrDefault(0) ?? "8.0";
        await using var output = new StreamWriter(new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write)) { AutoFlush = true };
        if (Profile.All.FirstOrDefault(one => one.Release.StartsWith(release, StringComparison.Ordinal)) is not { } profile)
        {
            output.WriteLine($"There is no release {release}; there are {string.Join(", ", Profile.All.Select(one => one.Release))}.");
            return 2;
        }

        await using var server = new VCenterServer(profile);
        Sample.Fill(server.Inventory, int.Parse(arguments.ElementAtOrDefault(1) ?? "40", CultureInfo.InvariantCulture));
        server.Tasks.Duration = TimeSpan.FromMilliseconds(400);
        output.WriteLine(server.Url);
        var end = new TaskCompletionSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        await end.Task;
        return 0;

        void End(PosixSignalContext context)
        {
            context.Cancel = true;
            end.TrySetResult();
        }
    }
}
