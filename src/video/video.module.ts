import { Module } from '@nestjs/common';
import { BookingsModule } from '../bookings/bookings.module.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { Jitsi } from './jitsi.js';
import { VideoConsumerService } from './video-consumer.service.js';
import { VideoProvider } from './video-provider.js';
import { VideoRoomsService } from './video-rooms.service.js';
import { VideoController } from './video.controller.js';
import { VideoService } from './video.service.js';

/** The rooms of video sessions. */
@Module({
  imports: [BookingsModule, OutboxModule],
  controllers: [VideoController],
  providers: [VideoService, VideoRoomsService, VideoConsumerService, { provide: VideoProvider, useClass: Jitsi }],
})
export class VideoModule {}
