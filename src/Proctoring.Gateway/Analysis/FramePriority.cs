namespace Proctoring.Gateway.Analysis;

/// <summary>Whose frames go first where a detector has more than it can do. The numbers are the Open Inference Protocol's.</summary>
public enum FramePriority
{
    /// <summary>A phone is in view: a frame that is lost here is time that does not count.</summary>
    PhoneInView = 1,

    Usual = 2,

    /// <summary>A candidate tries things out before the exam.</summary>
    Practice = 3,
}
