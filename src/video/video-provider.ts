/** Somebody who enters a room. */
export interface Participant {
  readonly name: string;
  /** Coaches lead their sessions. */
  readonly isModerator: boolean;
}

/** A room, and until when it can be entered. */
export interface RoomVisit {
  readonly room: string;
  readonly closesAt: Date;
}

/** Who keeps the rooms of video sessions. */
export abstract class VideoProvider {
  /** A name for a new room that nobody can guess. */
  abstract newRoom(): string;
  /** The address at which one person enters the room. */
  abstract joinUrl(visit: RoomVisit, participant: Participant): string;
}
