using TuiSetup.TestKit;

namespace TuiSetup.Tests.Support;

/// <summary>One private machine for all tests that need no other; they run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class ApplianceFixture : IAsyncLifetime, ICollectionFixture<ApplianceFixture>
{
    public const string Name = "appliance";

    /// <summary>Where the program is in the machine; it does not see the folders of this system in which it may be built.</summary>
    public const string Program = "/opt/tuisetup/tuisetup";

    public Appliance Machine { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Machine = await Appliance.StartAsync();
        await Machine.WaitUntilRunningAsync();
        await InstallProgramAsync(Machine);
    }

    /// <summary>Puts the program, its wizards and its languages into a machine.</summary>
    public static async Task InstallProgramAsync(Appliance machine)
    {
        var built = Path.GetDirectoryName(Tuisetup.Executable)!;
        foreach (var file in ((string[])["wizards", "locale"]).SelectMany(folder => Directory.EnumerateFiles(Path.Combine(built, folder))).Append(Tuisetup.Executable))
        {
            await machine.PutAsync(file, Path.Combine(Path.GetDirectoryName(Program)!, Path.GetRelativePath(built, file)));
        }
    }

    public ValueTask DisposeAsync() => Machine.DisposeAsync();
}
