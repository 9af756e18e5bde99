namespace TuiSetup.Newt.Whiptail.Session;

/// <summary>What of the windows of a session goes on now.</summary>
internal enum BoxState
{
    /// <summary>The script runs; windows that were answered may stand there.</summary>
    None,

    /// <summary>A gauge: it takes no keys.</summary>
    Gauge,

    /// <summary>A box that takes keys.</summary>
    Box,
}
