namespace TuiSetup.Newt.Whiptail;

/// <summary>What ended a box.</summary>
internal enum BoxEnd
{
    /// <summary>Nobody: it asked nothing.</summary>
    None,

    /// <summary>OK or Yes.</summary>
    Ok,

    /// <summary>Cancel or No.</summary>
    Cancel,
    Escape,
    Back,

    /// <summary>No key came within the time limit.</summary>
    TimedOut,
}
