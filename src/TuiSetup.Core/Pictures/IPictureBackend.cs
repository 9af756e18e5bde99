using TuiSetup.Core.Plans;

namespace TuiSetup.Core.Pictures;

/// <summary>A backend whose plans can be drawn.</summary>
public interface IPictureBackend
{
    /// <summary>Lines that draw what the plan is about, as it is or as it will be; none where there is nothing to draw.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="after">As it will be.</param>
    IReadOnlyList<string> Draw(Plan plan, bool after);
}
