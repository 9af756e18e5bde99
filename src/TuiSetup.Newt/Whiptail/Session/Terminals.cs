using TuiSetup.Newt.Terminal;

namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>Tells terminals apart.</summary>
internal static unsafe class Terminals
{
    /// <summary>The number of the terminal behind a descriptor, under whatever name it was opened; 0 when there is none.</summary>
    public static uint DeviceOf(int descriptor)
    {
        uint device = 0;
        return NativeSession.Device(descriptor, NativeSession.GetDevice, &device) == 0 ? device : 0;
    }

    /// <summary>The number of the terminal that a box of this process would be drawn on; 0 when there is none.</summary>
    public static uint OfThisProcess()
    {
        if (NativeTerminal.IsTerminal(1) == 1)
        {
            return DeviceOf(1);
        }

        var opened = NativeTerminal.Open("/dev/tty", NativeTerminal.OpenReadWrite | NativeTerminal.OpenNoControllingTerminal | NativeTerminal.OpenCloseOnExec);
        if (opened < 0)
        {
            return NativeTerminal.IsTerminal(2) == 1 ? DeviceOf(2) : 0;
        }

        var device = DeviceOf(opened);
        _ = NativeTerminal.Close(opened);
        return device;
    }
}
